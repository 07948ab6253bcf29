"""The manifest inside a copy: which source its first bytes are, for whoever checks it."""

import json
from typing import Any, Final

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from luutru.stamping.facts import CopyFacts

NAME: Final = "ban-sao.json"
"""The manifest is found by this name, never as the first attachment."""
_LARGEST: Final = 1 << 20
_DEEPEST: Final = 32


def attach(writer: IncrementalPdfFileWriter, facts: CopyFacts, base: tuple[str, int]) -> None:
    """Attach the manifest; `base` is the digest and the length of what the copy begins with."""
    told = {**facts.as_plain(), "symbol": facts.symbol, "base_sha256": base[0], "base_len": base[1]}
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
    told = json.loads(_bytes_called(reader.root["/Names"]["/EmbeddedFiles"], 0))
    if not isinstance(told, dict):
        raise TypeError(NAME)
    return told


def _bytes_called(node: Any, depth: int) -> bytes:  # noqa: ANN401  a node of a name tree
    """Return the file of our name in a name tree, looking below where it branches."""
    if depth > _DEEPEST:
        raise ValueError(NAME)
    names = list(node["/Names"]) if "/Names" in node else []
    for at in range(1, len(names), 2):
        spec = names[at].get_object()
        if NAME in (str(spec.get("/UF", "")), str(spec.get("/F", ""))):
            return _data_of(spec)
    if "/Kids" in node:
        for kid in node["/Kids"]:
            try:
                return _bytes_called(kid.get_object(), depth + 1)
            except LookupError:
                continue
    raise LookupError(NAME)


def _data_of(spec: Any) -> bytes:  # noqa: ANN401  a file specification
    if spec.get("/AFRelationship") != "/Data":
        raise ValueError(NAME)
    data: bytes = spec["/EF"]["/F"].data
    if len(data) > _LARGEST:
        raise ValueError(NAME)
    return data
