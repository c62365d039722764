"""What can be read of the pages of a PDF file: their text layer, unless it is noise, or what was recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dao_graph.formats.pdf.garbled import is_garbled
from dao_graph.formats.pdf.glyphs import Page
from dao_graph.formats.pdf.image import pixels_per_point
from dao_graph.formats.pdf.lines import Chunk, chunks_of, evened
from dao_graph.formats.pdf.scan import Recognition, recognition
from dao_graph.formats.reading import Recognised, ScanError

# A page with fewer characters is none of text.
_FEW = 25
_SCAN = "read it with optical character recognition (--ocr)"
# Mean confidence in the characters of a page, in hundredths, below which what was recognised is left out.
_SURE = 60.0


@dataclass(slots=True)
class Seen:
    """The pages without their glyphs, of which there are `glyphs` in all; the chunks of each as far as they can be
    read; the numbers of the pages with noise for text, of those that are images, of those whose characters were
    recognised, and of those on which they are unsure."""

    pages: list[Page] = field(default_factory=list)
    glyphs: int = 0
    chunks: list[list[Chunk]] = field(default_factory=list)
    noise: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    recognised: dict[int, float] = field(default_factory=dict)
    unsure: dict[int, float] = field(default_factory=dict)

    def remarks(self, by: str) -> tuple[str, ...]:
        """Sentences on the pages that were left out, or read by recognition."""
        said = []
        if self.noise:
            said.append(f"{_numbered(self.noise)}: left out, for their text layer says other characters than they show")
        if self.blank:
            said.append(f"{_numbered(self.blank)}: an image without a text layer")
        for found, how in ((self.recognised, "read by"), (self.unsure, "left out, for what they show is unsure to")):
            if found:
                mean = sum(found.values()) / len(found)
                sure = f"({by}; mean confidence {mean:.0f} %)"
                said.append(f"{_numbered(list(found))}: {how} optical character recognition {sure}")
        return tuple(said)

    def refuse(self, source: str, tried: bool) -> None:
        """Raise ScanError where no page, or hardly one, can be read; `tried` says whether recognition was."""
        if self.unsure and not any(self.chunks):
            mean = sum(self.unsure.values()) / len(self.unsure)
            raise ScanError(source, f"is a scan that character recognition is unsure of (mean confidence {mean:.0f} %)")
        if tried and not any(self.chunks):
            raise ScanError(source, "shows no characters that can be recognised")
        if tried:
            return
        unread = (*self.noise, *self.blank)
        if len(self.blank) == len(self.pages) or not self.glyphs:
            numbers = tuple(range(1, len(self.pages) + 1))
            raise ScanError(source, f"is a scan without a text layer: {_SCAN}", numbers)
        if len(self.noise) * 2 > len(self.pages) and not any(self.chunks):
            raise ScanError(source, f"has a text layer that says other characters than its pages show: {_SCAN}", unread)


def readable(pages: Iterable[Page], source: str, recognised: Recognised) -> Seen:
    """What can be read of each page; of those whose text layer is noise, nothing. The glyphs of one page alone are kept
    at a time: they take more memory than all else."""
    seen = Seen()
    for number, page in enumerate(pages, 1):
        seen.pages.append(replace(page, glyphs=[]))
        seen.glyphs += len(page.glyphs)
        if number in recognised.pages:
            seen.chunks.append(_recognised(seen, number, page, recognised))
            continue
        own = chunks_of(page.glyphs)
        if is_garbled(own, page.unmapped):
            seen.noise.append(number)
            own = []
        elif len(page.glyphs) < _FEW and (page.shapes.images or page.shapes.drawn):
            seen.blank.append(number)
        seen.chunks.append(evened(own) if page.shapes.scanned else own)
    seen.refuse(source, bool(recognised.pages))
    return seen


def _recognised(seen: Seen, number: int, page: Page, recognised: Recognised) -> list[Chunk]:
    """The chunks that were recognised on a page, none where they are unsure; `seen` remembers which."""
    try:
        found = recognition(recognised.pages[number], pixels_per_point(page.width, page.height, recognised.dpi))
    except ValueError:
        found = Recognition([], 0.0)
    if not found.chunks:
        seen.blank.append(number)
        return []
    (seen.recognised if found.confidence >= _SURE else seen.unsure)[number] = found.confidence
    return found.chunks if found.confidence >= _SURE else []


def _numbered(pages: Sequence[int]) -> str:
    """Pages in words ("pages 2-4, 7")."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {said}"
