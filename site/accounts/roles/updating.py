"""Makes the groups of the database equal to the table of roles, and says what it had to change."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from accounts.roles.table import ADMINISTRATORS, EDITORS, ROLES, WRITERS, Role, Trees, translators_of

# The groups that Wagtail's own migrations make: the first writes without publishing, the second publishes.
STOCK_GROUPS = {"Editors": WRITERS, "Moderators": EDITORS}
GAVE, TOOK = "gave", "took"
Change = tuple[str, str]
HOME_DEPTH = 2  # of home pages, in Wagtail's tree


class UnknownRight(Exception):
    """The table names a right that no room has."""


def roles_are_there() -> bool:
    """Say whether the roles were ever made in this database."""
    return Group.objects.filter(name=ADMINISTRATORS.name).exists()


@transaction.atomic
def update_roles() -> list[str]:
    """Make the groups and their rights equal to the table; return a line for each thing that was changed.

    Rights that were taken from a role by hand come back, those that were added by hand go. Who is in a group is
    left alone. Groups that are no roles are left alone, but for Wagtail's own two, which are taken over once.
    Raises UnknownRight.
    """
    first_time = not roles_are_there()
    moved = list(_take_over_stock_groups()) if first_time else []
    changes: list[str] = []
    for role in ROLES:
        changes += _update(role, _trees_of(role))
    for locale in Locale.objects.order_by("pk"):
        changes += _update(_translators(locale), _homes().filter(locale=locale))
    return [*moved, "Made the roles of the team."] if first_time else changes


@transaction.atomic
def update_roles_of_language(locale: Locale) -> None:
    """Extend the rights to a language, after it or its home page was added. Raises UnknownRight."""
    _update(_translators(locale), _homes().filter(locale=locale))
    for role in ROLES:
        if role.trees == Trees.LANGUAGES:
            _update(role, _homes())


def _translators(locale: Locale) -> Role:
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    return translators_of(names.get(locale.language_code, locale.language_code))


def _homes() -> "QuerySet[Page]":
    pages: QuerySet[Page] = Page.objects.filter(depth=HOME_DEPTH)
    return pages


def _trees_of(role: Role) -> "QuerySet[Page]":
    return Page.objects.filter(depth=1) if role.trees == Trees.ALL else _homes()


def _take_over_stock_groups() -> Iterator[str]:
    """Move the people of Wagtail's groups to the roles that do the same work, so that nobody's rights grow."""
    for name, role in STOCK_GROUPS.items():
        stock = Group.objects.filter(name=name).first()
        if stock is None:
            continue
        people = list(stock.user_set.all())
        # Deleted first: the second role has the name of the first of Wagtail's groups.
        stock.delete()
        Group.objects.get_or_create(name=role.name)[0].user_set.add(*people)
        if people:
            yield f"Moved {len(people)} people from Wagtail's group {name} to {role.name}."


def _update(role: Role, trees: Iterable[Page]) -> list[str]:
    group, made = Group.objects.get_or_create(name=role.name)
    changes = [
        *_update_permissions(group, role),
        *_update_pages(group, role, list(trees)),
        *_update_files(group, role),
    ]
    # What a new group was given is no news.
    if made:
        return [f"Made the group {role.name}."]
    given, taken = (sorted(what for change, what in changes if change == each) for each in (GAVE, TOOK))
    return [f"{role.name}: {verb} {', '.join(what)}." for verb, what in ((GAVE, given), (TOOK, taken)) if what]


def _update_permissions(group: Group, role: Role) -> Iterator[Change]:
    wanted, had = set(_named(role.permissions)), set(group.permissions.all())
    group.permissions.add(*(wanted - had))
    group.permissions.remove(*(had - wanted))
    yield from ((GAVE, permission.codename) for permission in wanted - had)
    yield from ((TOOK, permission.codename) for permission in had - wanted)


def _update_pages(group: Group, role: Role, trees: list[Page]) -> Iterator[Change]:
    permissions = _named(f"wagtailcore.{codename}" for codename in role.pages)
    wanted = {(page.pk, permission.pk) for page in trees for permission in permissions}
    rows = GroupPagePermission.objects.filter(group=group).select_related("page", "permission")
    had = {(row.page_id, row.permission_id): row for row in rows}
    for key, row in had.items():
        if key not in wanted:
            row.delete()
            yield TOOK, f"{row.permission.codename} on “{row.page}”"
    for page in trees:
        for permission in permissions:
            if (page.pk, permission.pk) not in had:
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
                yield GAVE, f"{permission.codename} on “{page}”"


def _update_files(group: Group, role: Role) -> Iterator[Change]:
    root = Collection.get_first_root_node()
    wanted = set(_named(role.files))
    rows = GroupCollectionPermission.objects.filter(group=group).select_related("collection", "permission")
    kept = set()
    for row in rows:
        if row.collection_id == root.pk and row.permission in wanted:
            kept.add(row.permission)
        else:
            row.delete()
            yield TOOK, f"{row.permission.codename} in “{row.collection}”"
    for permission in wanted - kept:
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
        yield GAVE, f"{permission.codename} in “{root}”"


def _named(names: Iterable[str]) -> list[Permission]:
    """Return permissions by their names. Raises UnknownRight."""
    wanted = {tuple(name.split(".")) for name in names}
    found: list[Permission] = []
    if wanted:
        chosen = Q()
        for app, codename in wanted:
            chosen |= Q(content_type__app_label=app, codename=codename)
        found = list(Permission.objects.filter(chosen).select_related("content_type").order_by("codename"))
    missing = wanted - {(each.content_type.app_label, each.codename) for each in found}
    if missing:
        raise UnknownRight(", ".join(sorted(".".join(name) for name in missing)))
    return found
