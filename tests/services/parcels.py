"""What the tests of packages share: files to pack, and what became of what was brought."""

from luutru.services.accession import Receipt, Rejection, take_in_all
from luutru.services.inspecting import verify
from luutru.services.originals import originals


def pdf(mark):
    return f"%PDF-1.7\n% {mark}\n%%EOF\n".encode()


def brought(archive, *paths, **options):
    """Return the names that were kept, and by name the errors of those refused."""
    results = list(take_in_all(archive, paths, **options))
    kept = [result.path.name for result in results if isinstance(result, Receipt)]
    refused = {r.path.name: r.error for r in results if isinstance(r, Rejection)}
    assert verify(archive, full=True).is_sound
    assert not list(archive.folder.rglob("*.part"))
    assert len(originals(archive)) == len(kept)
    return kept, refused


def refused_whole(archive, path):
    kept, refused = brought(archive, path)
    assert kept == []
    assert list(refused) == [path.name]
    return refused[path.name]
