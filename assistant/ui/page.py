"""The page, built and served; on this machine only unless asked otherwise."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.interrupts import ctrl_c
from assistant.ui.access import credentials, is_loopback, slowed
from assistant.ui.importing import application_made_when_launched, import_gradio
from index.errors import RerankerError, SettingsError, VerbatimError
from index.loading import MAX_BYTES

if TYPE_CHECKING:
    import gradio as gr

    from assistant.chain import Assistant
    from assistant.ui.services import Services

HOST = "127.0.0.1"
_FONTS = ("system-ui", "sans-serif")  # none that a browser would fetch
_STYLE = Path(__file__).with_name("style.css")
_SCRIPT = Path(__file__).with_name("script.js")
_LARGEST = 10 * MAX_BYTES  # of what Gradio takes in; that a file is too large is said by the page
_KEPT = 3_600  # seconds for which Gradio keeps its copies of uploaded files


def build(assistant: Assistant, services: Services, *, folders: bool = False) -> gr.Blocks:
    """The page, not yet served; ``folders``: those of this machine may be named on it."""
    import_gradio()
    import gradio as gr

    from assistant.ui.endpoints import offer
    from assistant.ui.layout import Parts
    from assistant.ui.wiring import Wiring

    with application_made_when_launched():
        page = gr.Blocks(
            title="Verbatim", analytics_enabled=False, fill_width=True, delete_cache=(_KEPT, _KEPT)
        )
        with page:
            Wiring(page, Parts.laid_out(folders=folders), services)
            offer(assistant)
    return page


def launch(
    assistant: Assistant,
    port: int,
    *,
    folder: Path,
    host: str = HOST,
    share: bool = False,
    auth_file: Path | None = None,
    models: Sequence[str] = (),
    mcp: bool = False,
    data: Path | None = None,
) -> gr.Blocks:
    """Serve the page over the assistant's folder, in a thread.

    ``host``: where it listens; ``share``: through Gradio's tunnel too; both but on this machine
    alone need a user and a password (``access.credentials``). ``models``: names that can be
    chosen besides the assistant's own; ``mcp``: the endpoints as tools too; ``data``: where
    conversations, thumbs and uploads are kept, by default in the user's data folder.
    Raises SettingsError, ConversationError, or VerbatimError for a port that is taken.
    """
    from assistant.ui.services import Services

    if mcp and find_spec("mcp") is None:
        raise SettingsError("--mcp needs a package: pip install 'verbatim-assistant[mcp]'")
    check = credentials(host, share, auth_file)
    alone = is_loopback(host) and not share
    services = Services.open(assistant, folder, models=models, data=data, folders_allowed=alone)
    page = build(assistant, services, folders=alone)
    import gradio as gr
    from starlette.middleware import Middleware

    from assistant.ui.browser import KnownBrowsers
    from assistant.ui.endpoints import give_json
    from assistant.ui.policy import NothingFromOutside, OnlyThisMachine

    guards = [Middleware(NothingFromOutside), Middleware(KnownBrowsers)]
    if alone:
        guards.append(Middleware(OnlyThisMachine))
    threading.Thread(target=_look_around, args=(services,), daemon=True).start()
    try:
        page.launch(
            server_name=host,
            server_port=port,
            share=share,
            auth=slowed(check) if check else None,  # type: ignore[arg-type]  # is awaited
            mcp_server=mcp,
            max_file_size=_LARGEST,
            quiet=True,
            prevent_thread_lock=True,
            ssr_mode=False,
            footer_links=[],
            run_history=False,
            app_kwargs={"middleware": guards},
            theme=gr.themes.Default(font=_FONTS, font_mono=("monospace",)),
            css=_STYLE.read_text(encoding="utf-8"),
            head=f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>",
        )
    except OSError as error:
        raise VerbatimError(f"port {port} cannot be used; name another with --port") from error
    give_json(page)
    return page


def _look_around(services: Services) -> None:
    """See which models there are, and what nobody has used for long."""
    with suppress(VerbatimError):
        services.models.look()
        services.workspaces.remove_unused()


def wait(page: gr.Blocks, assistant: Assistant, address: str) -> None:
    """Say where the page is, and keep it there until Ctrl-C.

    Raises RerankerError, which every question would, when the first one that it asks does.
    """
    print(f"The chat page is at {address} (Ctrl-C stops it)", flush=True)
    try:
        # The first question finds all loaded. On this thread, so that Ctrl-C ends it before the
        # interpreter shuts down around it.
        try:
            with ctrl_c():
                assistant.ask("Que disent les articles ?")
        except RerankerError:  # every question would fail on it
            page.close()
            raise
        except VerbatimError:
            pass
        page.block_thread()
    except KeyboardInterrupt:
        page.close()
