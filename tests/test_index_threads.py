"""One index and many threads: searches go on while it is renewed, and end well when it closes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from index import generation
from index.errors import EmptyFolderError, StoreError
from index.manifest import generations
from index.retrieval import Index
from index.types import Hit

TOPICS = {
    "prix": "Le prix du pain augmente à Lyon. Les boulangers accusent la farine.",
    "usine": "Une fabrique de trottinettes ouvrira à Nantes. Elle emploiera cent personnes.",
    "vote": "Le conseil municipal a voté le budget. La majorité était courte.",
    "film": "Le cinéaste présente son nouveau film à Cannes. La critique est partagée.",
}
QUESTIONS = [
    "Où ouvrira la fabrique de trottinettes ?",
    "How much is bread?",
    "Who voted on the budget?",
    "Quel réalisateur montre un film ?",
]
SOON = 30  # seconds after which a test that hangs is given up

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name, text in TOPICS.items():
        write(tmp_path / "articles", name, text)
    return tmp_path / "articles"


@pytest.fixture
def index(folder: Path, tmp_path: Path) -> Iterator[Index]:
    opened = Index.open(folder, tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def found(hits: list[Hit]) -> list[tuple[str, float]]:
    return [(hit.passage.id, hit.score) for hit in hits]


def first(index: Index, question: str) -> str:
    return index.search(question)[0].passage.source


class Held:
    """A refresh that waits in the midst of its work until it is let go."""

    def __init__(self, pool: ThreadPoolExecutor, refresh: Callable[..., bool]) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.done: Future[bool] = pool.submit(refresh, self._wait)
        assert self.begun.wait(SOON)

    def _wait(self, done: int, total: int, what: str) -> None:
        if what == "embedding passages" and not self.begun.is_set():
            self.begun.set()
            assert self.let_go.wait(SOON)

    def end(self) -> bool:
        self.let_go.set()
        return self.done.result(SOON)


def test_searches_go_on_over_the_former_articles(
    index: Index, folder: Path, pool: ThreadPoolExecutor
) -> None:
    former = [found(index.search(question)) for question in QUESTIONS]
    assert not index.changed()
    write(folder, "tram", "Le tramway de Nice ouvrira en mars.")
    (folder / "prix.txt").unlink()
    assert index.changed()
    refresh = Held(pool, index.refresh)
    during = pool.map(lambda question: found(index.search(question)), QUESTIONS, timeout=SOON)
    assert list(during) == former
    assert index.article("prix.txt").text == TOPICS["prix"]
    with pytest.raises(KeyError):
        index.article("tram.txt")
    assert refresh.end()
    assert first(index, "Quand ouvrira le tramway ?") == "tram.txt"
    assert "prix.txt" not in [info.source for info in index.sources()]
    assert (index.report.added, index.report.removed) == (1, 1)
    assert not index.changed()
    assert not index.refresh()


def test_who_searches_keeps_the_store_it_began_with(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    with index._shared.use() as store:
        write(folder, "tram", "Le tramway de Nice ouvrira en mars.")
        assert index.refresh()
        assert len(generations(tmp_path / "index")) == 2
        vector = index.embedder.encode_question(QUESTIONS[0])
        assert len(store.nearest(vector, 10)) == len(TOPICS)
        assert store.article("prix.txt").text == TOPICS["prix"]
        assert len(index.sources()) == len(TOPICS) + 1
    write(folder, "bus", "Le bus de Nice part à midi.")
    assert index.refresh()
    assert store.generation not in generations(tmp_path / "index")


@pytest.mark.parametrize("compared", [-1, 1_000_000])
def test_many_threads_find_what_one_finds(
    index: Index, pool: ThreadPoolExecutor, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "COMPARED", compared)
    jobs = [(q, sources) for q in QUESTIONS for sources in (None, ["vote.txt", "film.txt"])] * 12
    alone = [found(index.search(question, sources=sources)) for question, sources in jobs[:8]]
    start = threading.Barrier(8)

    def search(number: int) -> list[tuple[str, float]]:
        if number < 8:
            start.wait(SOON)
        question, sources = jobs[number]
        return found(index.search(question, sources=sources))

    together = pool.map(search, range(len(jobs)), timeout=SOON)
    assert list(together) == alone * 12


def test_threads_that_search_a_fresh_index_all_at_once(folder: Path, tmp_path: Path) -> None:
    Index.open(folder, tmp_path / "index").close()
    index, start = Index.open(folder, tmp_path / "index"), threading.Barrier(8)

    def search(question: str) -> list[tuple[str, float]]:
        start.wait(SOON)
        return found(index.search(question))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(search, [QUESTIONS[0]] * 8, timeout=SOON))
    assert answers == [found(index.search(QUESTIONS[0]))] * 8
    index.close()


def test_searches_while_articles_come_and_go(
    index: Index, folder: Path, pool: ThreadPoolExecutor
) -> None:
    ended = threading.Event()

    def search() -> int:
        count = 0
        while not ended.is_set():
            hits = index.search(QUESTIONS[count % len(QUESTIONS)])
            assert {"usine.txt", "vote.txt"} <= {hit.passage.source for hit in hits}
            count += 1
        return count

    searches = [pool.submit(search) for _ in range(4)]
    for number in range(4):
        write(folder, "prix", f"{TOPICS['prix']} Il y en a {number}.")
        assert index.refresh()
    ended.set()
    assert all(one.result(SOON) > 0 for one in searches)
    assert index.article("prix.txt").text.endswith("Il y en a 3.")


def test_of_two_that_refresh_one_does_the_work(
    index: Index, folder: Path, pool: ThreadPoolExecutor
) -> None:
    write(folder, "tram", "Le tramway de Nice ouvrira en mars.")
    first_one = Held(pool, index.refresh)
    second = pool.submit(index.refresh)
    assert not second.done()
    assert first_one.end()
    assert not second.result(SOON)


def test_an_error_while_building_leaves_the_former_articles(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    class OwnError(Exception):
        pass

    def fail(done: int, total: int, what: str) -> None:
        if what == "embedding passages":
            raise OwnError

    report, text = index.report, (folder / "prix.txt").read_text(encoding="utf-8")
    write(folder, "prix", "Le pain ne coûte plus rien.")
    with pytest.raises(OwnError):
        index.refresh(fail)
    assert index.report is report
    assert index.article("prix.txt").text == text
    assert first(index, "How much is bread?") == "prix.txt"
    assert len(generations(tmp_path / "index")) == 1
    assert index.changed()
    assert index.refresh()
    assert index.article("prix.txt").text == "Le pain ne coûte plus rien."


def test_a_folder_that_was_emptied(index: Index, folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    assert index.changed()
    with pytest.raises(EmptyFolderError):
        index.refresh()
    assert len(index.sources()) == len(TOPICS)


def test_damage_is_mended_once_for_all_threads(folder: Path, tmp_path: Path) -> None:
    Index.open(folder, tmp_path / "index").close()
    (database,) = (tmp_path / "index").rglob("chroma.sqlite3")
    database.write_bytes(bytes(database.stat().st_size))
    index, start = Index.open(folder, tmp_path / "index"), threading.Barrier(8)
    assert not index.report.built  # of the same size, so that only its use can tell

    def search(question: str) -> str:
        start.wait(SOON)
        return first(index, question)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(search, [QUESTIONS[0]] * 8, timeout=SOON))
    assert answers == ["usine.txt"] * 8
    assert index.report.built
    assert max(path.name for path in generations(tmp_path / "index")).startswith(
        "generation-000002-"
    )
    index.close()


def test_close_gives_up_a_build_and_waits_for_searches(
    folder: Path, tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    index = Index.open(folder, tmp_path / "index")
    write(folder, "tram", "Le tramway de Nice ouvrira en mars.")
    refresh = Held(pool, index.refresh)
    with index._shared.use() as store:
        closing = pool.submit(index.close)
        while index._shared.is_current(store):
            pass
        with pytest.raises(StoreError, match="closed"):
            index.search(QUESTIONS[0])
        assert store.article("prix.txt").text == TOPICS["prix"]
        assert not closing.done()
    with pytest.raises(StoreError, match="closed while"):
        refresh.end()
    closing.result(SOON)
    assert len(generations(tmp_path / "index")) == 1
    for asked in (index.sources, index.refresh, lambda: index.article("prix.txt")):
        with pytest.raises(StoreError, match="closed"):
            asked()
    index.close()


def test_close_while_many_search(folder: Path, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    index, begun = Index.open(folder, tmp_path / "index"), threading.Semaphore(0)

    def search() -> None:
        while True:
            index.search(QUESTIONS[0])
            begun.release()

    searches = [pool.submit(search) for _ in range(8)]
    for _ in range(16):
        assert begun.acquire(timeout=SOON)
    index.close()
    for one in searches:
        assert isinstance(one.exception(SOON), StoreError)


def test_indexes_of_one_folder_come_and_go(
    folder: Path, tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    Index.open(folder, tmp_path / "index").close()

    def visit(_: int) -> tuple[bool, str]:
        index = Index.open(folder, tmp_path / "index")
        answer = index.report.built, first(index, QUESTIONS[0])
        index.close()
        return answer

    assert set(pool.map(visit, range(80), timeout=SOON)) == {(False, "usine.txt")}
