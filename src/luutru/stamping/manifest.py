"""The manifest inside a copy: which source its first bytes are, for whoever checks it."""

import hashlib
import json
from typing import Any, Final

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from luutru.stamping.facts import ORIGINAL_NAME, CopyFacts

NAME: Final = "ban-sao.json"
"""The manifest is found by this name, never as the first attachment."""
_LARGEST: Final = 1 << 20
_DEEPEST: Final = 32


def attach(writer: IncrementalPdfFileWriter, facts: CopyFacts, base: tuple[str, int]) -> None:
    """Attach the manifest; `base` is the digest and the length of what the copy begins with."""
    told = {
        **facts.as_plain(),
        "symbol": facts.symbol,
        "holds_original": facts.holds_original,
        "base_sha256": base[0],
        "base_len": base[1],
    }
    data = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()
    file = embed.EmbeddedFileObject.from_file_data(
        writer, data, mime_type="application/json", params=embed.EmbeddedFileParams()
    )
    embed.embed_file(
        writer,
        embed.FileSpec(
            NAME,
            file_name=NAME,
            embedded_data=file,
            af_relationship=generic.pdf_name("/Data"),
            description="Thông tin bản sao",
        ),
    )


def read_manifest(reader: PdfFileReader) -> dict[str, Any]:
    """Return what the manifest says.

    Raises:
        LookupError, TypeError, ValueError: There is none, or it says nothing that could be checked.
    """
    told = json.loads(_data_of(file_called(reader, NAME)))
    if not isinstance(told, dict):
        raise TypeError(NAME)
    return told


def wrapped_sha256(reader: PdfFileReader) -> str:
    """Return the SHA-256 of the original that a wrapper holds.

    Raises:
        LookupError, TypeError, ValueError: It holds none.
    """
    spec: Any = file_called(reader, ORIGINAL_NAME)
    if spec.get("/AFRelationship") != "/Source":
        raise ValueError(ORIGINAL_NAME)
    return hashlib.sha256(spec["/EF"]["/F"].data).hexdigest()


def file_called(reader: PdfFileReader, name: str) -> Any:  # noqa: ANN401  a file specification
    """Return what tells of the file that is attached under this name.

    Raises:
        LookupError, ValueError: There is none.
    """
    return _below(reader.root["/Names"]["/EmbeddedFiles"], name, 0)


def _below(node: Any, name: str, depth: int) -> Any:  # noqa: ANN401  a node of a name tree
    """Return the file of this name in a name tree, looking below where it branches."""
    if depth > _DEEPEST:
        raise ValueError(name)
    names = list(node["/Names"]) if "/Names" in node else []
    for at in range(1, len(names), 2):
        spec = names[at].get_object()
        if name in (str(spec.get("/UF", "")), str(spec.get("/F", ""))):
            return spec
    if "/Kids" in node:
        for kid in node["/Kids"]:
            try:
                return _below(kid.get_object(), name, depth + 1)
            except LookupError:
                continue
    raise LookupError(name)


def _data_of(spec: Any) -> bytes:  # noqa: ANN401  as above
    if spec.get("/AFRelationship") != "/Data":
        raise ValueError(NAME)
    data: bytes = spec["/EF"]["/F"].data
    if len(data) > _LARGEST:
        raise ValueError(NAME)
    return data
