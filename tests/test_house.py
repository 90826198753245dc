"""Who may import whom: the picture in docs/architecture.md, kept."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"cli", "config", "intake", "classifiers", "storage", "notifications", "review", "publication", "questionnaire"}
MAY_IMPORT = {
    "config": set(),
    "classifiers": set(),
    "storage": set(),
    "notifications": {"storage", "config"},
    "publication": {"storage", "classifiers", "config"},
    "intake": {"classifiers", "storage", "notifications", "config"},
    "review": {"intake", "classifiers", "storage", "notifications", "publication", "config"},
    "questionnaire": {"storage", "config"},
    "cli": ROOMS,
}
TYPES_FOR_ALL = ("config", "storage.records")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(room: str, module: str) -> bool:
    target = module.split(".")[0]
    if target not in ROOMS or target == room:
        return True
    return target in MAY_IMPORT[room] or any(module == t or module.startswith(t + ".") for t in TYPES_FOR_ALL)


@pytest.mark.parametrize("room", sorted(room for room in ROOMS if (ROOT / room).is_dir()))
def test_a_room_imports_only_what_the_house_allows(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        wrong = [module for module in imports(ast.parse(path.read_text())) if not allowed(room, module)]
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}"


def test_cli_builds_inside_its_functions() -> None:
    for path in (ROOT / "cli").rglob("*.py"):
        top = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.Import | ast.ImportFrom)]
        wrong = [m for node in top for m in imports(node) if m.split(".")[0] in ROOMS - {"cli"}]
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong} at its top: novads --help would not stay instant"
