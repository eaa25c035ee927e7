"""Which source a rule rests on, where that depends on the law the person is under."""

from collections.abc import Mapping

from rules.code_lists import Law


def of_law(paragraph: str, otherwise: str) -> Mapping[Law, str]:
    """A paragraph of integreringsloven; under introduksjonsloven what else the rule rests on.

    The wording of the older law is not known to us, but for how long a programme may last.
    """
    return {Law.INTEGRERINGSLOVEN: paragraph, Law.INTRODUKSJONSLOVEN: otherwise}
