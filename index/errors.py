"""What can go wrong, as one tree.

VerbatimError                  anything this project raises on purpose
├── SourceError                the folder of articles
│   ├── FolderNotFoundError    it does not exist, or is not a folder
│   ├── EmptyFolderError       it holds no article that can be read
│   ├── UnreadableFileError    one file cannot be read (reported, never stops the others)
│   └── UnknownSourceError     a source that is named is no article of the folder
├── StoreError                 the index on disk
│   ├── IndexLockedError       another process is writing it
│   └── IndexDamagedError      it fails its self-test and could not be rebuilt
├── EmbedderError              the embedder cannot be loaded
├── RerankerError              the reranker cannot be loaded or used
├── QuestionError              the question cannot be read (empty, too long, not French or English)
├── ModelError                 the chat model cannot be used
├── PromptError                a prompt file is missing or its variables are wrong
├── SettingsError              an environment variable or option has a wrong value
├── QuestionSetError           a question set cannot be read
└── ConversationError          a conversation that was kept or exported cannot be read

Domain code raises these with a message that says what, where and what to do.
Only the command line turns them into exit codes.
"""

from __future__ import annotations


class VerbatimError(Exception):
    """Base of every error raised on purpose; its text is fit to be shown to a user."""


class SourceError(VerbatimError):
    """Something is wrong with the folder of articles."""


class FolderNotFoundError(SourceError):
    """The folder does not exist, or is not a folder."""


class EmptyFolderError(SourceError):
    """The folder holds no article that can be read."""


class UnreadableFileError(SourceError):
    """One file cannot be read as an article."""


class UnknownSourceError(SourceError):
    """A source that is named is no article of the folder."""


class StoreError(VerbatimError):
    """Something is wrong with the index on disk."""


class IndexLockedError(StoreError):
    """Another process is writing this index."""


class IndexDamagedError(StoreError):
    """The index fails its self-test."""


class EmbedderError(VerbatimError):
    """The embedder cannot be loaded."""


class RerankerError(VerbatimError):
    """The reranker cannot be loaded or used."""


class QuestionError(VerbatimError):
    """The question cannot be answered as asked."""


class ModelError(VerbatimError):
    """The chat model cannot be used."""


class PromptError(VerbatimError):
    """A prompt file is missing, or its variables are not the expected ones."""


class SettingsError(VerbatimError):
    """A setting has a value that cannot be used."""


class QuestionSetError(VerbatimError):
    """A question set cannot be read."""


class ConversationError(VerbatimError):
    """A conversation that was kept or exported cannot be read."""
