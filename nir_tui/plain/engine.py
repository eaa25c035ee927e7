"""The rule engine: what it would do, in words, then a yes or a no."""

from models.engine.run import EngineReport, other_day_warning, run_engine
from nir_tui.plain.dialogue import Dialogue
from nir_tui.presentation.engine_changes import change_in_words, engine_summary
from nir_tui.presentation.i18n import _, render
from nir_tui.session.session import Session

_MOST_READ = 50
"""Changes read aloud; the command `engine run --dry-run` names them all."""


def run_engine_in_words(dialogue: Dialogue, session: Session) -> None:
    """Say what the engine would change, ask, and run it. Raises NotAllowed, Stopped."""
    actor = session.actor

    def work(dry_run: bool) -> EngineReport:
        return run_engine(session.register, actor, dry_run, shall_stop=lambda: dialogue.interrupted)

    dialogue.say(_("Regner ut hva som endres …"))
    trial = work(dry_run=True)
    dialogue.say(engine_summary(trial, dry_run=True))
    for change in trial.changes[:_MOST_READ]:
        dialogue.say(f"{change_in_words(change)}. {render(change.because)}")
    if len(trial.changes) > _MOST_READ:
        rest = len(trial.changes) - _MOST_READ
        dialogue.say(_("… og {count} til").format(count=rest))
    if not trial.changes:
        return
    if other_day := other_day_warning(actor):
        dialogue.say(_("Advarsel: {text}").format(text=render(other_day.text)))
    if dialogue.confirms(_("Utføre endringene?")):
        dialogue.say(engine_summary(work(dry_run=False), dry_run=False))
