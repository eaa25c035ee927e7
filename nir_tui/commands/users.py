"""`users`: the users of the register and their roles."""

from models.access import Role
from models.administration.users import User, add_user, disable_user, is_personal, list_users
from models.reference_data.municipalities import Reference
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_group,
    print_csv,
    print_json,
    print_line,
    print_stderr,
)
from nir_tui.commands.tables import add_table_output, answer_to_file, cell_text
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import fit

_FIELDS = ("id", "role", "municipality", "district", "disabled")


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    group = add_group(commands, "users", _("brukerne av registeret"))
    add = add_command(group, "add", _add, _("legg til en bruker, eller gi en annen rolle"))
    add.add_argument("id", metavar="ID")
    add.add_argument("--role", required=True, choices=[str(role) for role in Role])
    add.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add.add_argument("--district", metavar="D", help=_("nummer eller navn"))
    listed = add_command(group, "list", _list, _("alle brukere"))
    add_table_output(listed, has_json=True)
    disable = add_command(group, "disable", _disable, _("slipp en bruker ikke inn lenger"))
    disable.add_argument("id", metavar="ID")


def _add(context: Context) -> int:
    options, session = context.options, context.session
    reference, is_first = session.register.reference, is_personal(session.register)
    add_user(
        session.register,
        session.actor,
        options.id,
        Role(options.role),
        reference.find(options.municipality) if options.municipality else None,
        reference.find_district(options.district) if options.district else None,
    )
    if is_first:
        text = _("Fra nå slipper bare brukere i lista inn; {user} er administrator")
        print_stderr(text.format(user=session.actor.user))
    return 0


def _list(context: Context) -> int:
    users = list_users(context.session.register)
    rows = [
        (user.id, str(user.role), user.municipality, user.district, user.disabled) for user in users
    ]
    with answer_to_file(context):
        if context.options.format == "json":
            print_json([dict(zip(_FIELDS, row, strict=True)) for row in rows])
        elif context.options.format == "csv":
            print_csv(_FIELDS, [[cell_text(cell) for cell in row] for row in rows])
        else:
            titles = fit(_("Bruker"), 20), fit(_("Rolle"), 16), fit(_("Kommune og bydel"), 30)
            print_line(*titles, _("Tilgang"))
            for user in users:
                stopped = _("sperret") if user.disabled else _("slipper inn")
                place = fit(_place(user, context.session.register.reference), 30)
                print_line(f"{user.id:<20}", f"{label(user.role):<16}", place, stopped)
    return 0


def _place(user: User, reference: Reference) -> str:
    """Return the places a user sees, by number and name; the whole country without one."""
    if not user.municipality:
        return _("hele landet")
    place = f"{user.municipality} {reference.name(user.municipality)}"
    return f"{place}, {reference.district_name(user.district)}" if user.district else place


def _disable(context: Context) -> int:
    disable_user(context.session.register, context.session.actor, context.options.id)
    return 0
