"""The package as a whole: its public names, its layers, what it ships and what its README says."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assistant as package
from assistant.cli import run

if TYPE_CHECKING:
    from assistant import Assistant

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEEDS = {
    "xiaomi-baic-production-voitures-electriques.txt": (
        "bcddb02cf6057ce5e7c1ab8e3dafdeeb28d46c4f445f3037ddb7d2b7f6b158aa"
    ),
    "xiaomi-usine-300-000-voitures-par-an.txt": (
        "1e47137b42247b2dfb6e3072c477ec28f79a72e27b39adf788513bd043dfd633"
    ),
}
# Which files, or the files of which folders, may import a heavy or foreign package, besides tests
# and training recipes.
IMPORTERS = {
    "chromadb": ("index/store.py",),
    "sentence_transformers": ("index/embedding.py", "assistant/reader/reranking.py"),
    "langchain_huggingface": ("index/embedding.py",),
    "onnxruntime": ("index/encoder.py",),
    "tantivy": ("index/lexical.py",),
    "rapidfuzz": ("assistant/grounding/quotations.py", "assistant/reader/names.py"),
    "gradio": ("assistant/ui/",),
    "langchain": ("assistant/models/",),
    "langchain_core": (
        "assistant/chain.py",
        "assistant/models/",
        "assistant/retriever.py",
        "assistant/runnable.py",
    ),
    "pydantic_settings": ("assistant/settings.py", "assistant/ui/access.py"),
    "typer": ("assistant/cli/",),
    "torch": ("assistant/models/pipelines.py",),
}


def blocks(*languages: str) -> list[tuple[str, str]]:
    """The README's fenced blocks in these languages: (language, text)."""
    fenced = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [(language, text) for language, text in fenced if language in languages]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def sources(folder: str) -> list[Path]:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    return [path for path in files if "training" not in path.parts]


def test_public_names_are_those_that_exist() -> None:
    defined = {name for name, value in vars(package).items() if _is_public(name, value)}
    assert sorted(package.__all__) == list(package.__all__)
    assert set(package.__all__) == defined | {"Assistant", "__version__"}
    assert all(getattr(package, name) for name in package.__all__)
    assert dir(package) == sorted(package.__all__)
    with pytest.raises(AttributeError):
        package.Assistent  # noqa: B018


def _is_public(name: str, value: object) -> bool:
    module = getattr(value, "__module__", "") or ""
    return not name.startswith("_") and (
        module.startswith(("assistant.", "index.")) or name == "StreamEvent"
    )


def test_index_never_imports_assistant() -> None:
    for path in sorted((ROOT / "index").rglob("*.py")):
        assert not {name for name in imports(path) if name.split(".")[0] == "assistant"}, path


def test_foreign_packages_have_one_door() -> None:
    for path in sources("index") + sources("assistant"):
        place = path.relative_to(ROOT).as_posix()
        for name in {module.split(".")[0] for module in imports(path)} & IMPORTERS.keys():
            assert place.startswith(IMPORTERS[name]), f"{place} imports {name}"


def test_seeds_are_as_they_were_collected(seeds: Path) -> None:
    for name, digest in SEEDS.items():
        assert hashlib.sha256((seeds / name).read_bytes()).hexdigest() == digest, name
    assert {path.name for path in seeds.iterdir()} == {*SEEDS, "SOURCES.md"}


def test_what_describes_the_seeds_is_no_article(assistant: Assistant) -> None:
    assert assistant.index_report.articles == len(SEEDS)
    assert assistant.index_report.skipped == ()


def test_constraints_pin_every_package_and_name_no_place() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin) for pin in pins)
    assert "torch==2.13.0" in pins


def test_readme_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    examples = blocks("python", "text")
    assert examples
    for (language, code), (_, expected) in zip(examples[::2], examples[1::2], strict=True):
        assert language == "python"
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, names)  # noqa: S102
        assert printed.getvalue() == expected


def test_readme_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    commands = blocks("console")
    assert commands
    for _, text in commands:
        command, _, expected = text.partition("\n")
        prompt, name, *arguments = shlex.split(command)
        assert (prompt, name) == ("$", "assistant")
        run(arguments)
        assert capsys.readouterr().out == expected
