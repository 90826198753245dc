"""What can be wrong with a letter, its files and pages: every foreseen trouble, with its English sentence."""

from __future__ import annotations

from enum import unique

from storage.records.remarks import RemarkKind


@unique
class ProblemKind(RemarkKind):
    """What staff are told beside a letter or file, where reading it met trouble."""

    SAID = "%(words)s"
    """A sentence written down before problems had kinds."""

    # where
    ON_PAGE = "page %(page)s: %(problem)s"
    IN_FILE = "%(file)s: %(problem)s"

    # messages on their road
    OVER_LIMIT = "over the limit: %(size)s bytes, only the headers were kept"
    CRASHED = "the program ended %(times)s times while it read this message"
    RAISED = "%(error)s"
    IN_RUSSIAN = "the letter is in Russian; a translation may be asked for, the answer is given in Latvian"
    IN_ENGLISH = "the letter is in English; a translation may be asked for, the answer is given in Latvian"
    IN_FOREIGN_LANGUAGE = (
        "the letter is in a foreign language; a translation may be asked for, the answer is given in Latvian"
    )

    # letters
    EMPTY_MESSAGE = "an empty message"
    MESSAGE_CUT = "a message of %(size)s bytes was read up to %(limit)s"
    TEXT_CUT = "only the first %(limit)s characters were read"
    HTML_CUT = "HTML longer than %(limit)s bytes was cut"
    HTML_TOO_LARGE = "HTML with too many elements was cut"
    HTML_TOO_DEEP = "HTML nested too deep to follow: read as its bare words"
    PARTIAL_MESSAGE = "piece %(number)s of %(total)s of a message that was sent in pieces"
    FILE_ELSEWHERE = "only a pointer: the file itself is not in the message"
    ENCRYPTED_LETTER = "encrypted: what it says cannot be read here"
    NO_DATE = "no readable Date field"
    DATE_FROM_RECEIVED = "no readable Date field: taken from Received"
    HEADERS_LEFT_OUT = "%(n)s header fields beyond the limit were not read"
    PARTS_TOO_DEEP = "parts nested more than %(depth)s deep were not opened"
    PARTS_LEFT_OUT = "more than %(limit)s parts: the rest was not read"
    BOUNDARY_GUESSED = "a multipart without its boundary: guessed"
    NO_BOUNDARY = "a multipart without its boundary: read as one text"
    NOT_CLOSED = "a multipart that is not closed"
    NO_CHARSET = "no charset that fits, read as %(charset)s"
    UNKNOWN_CHARSET = "the charset '%(label)s' is unknown, read as %(charset)s"
    NOT_CHARSET = "not %(charset)s as declared"
    REALLY_UTF8 = "declared %(charset)s, really UTF-8"
    STRAY_BYTES = "some bytes are not %(charset)s"

    # files that are opened
    EMPTY_FILE = "the file is empty"
    TOO_LARGE = "%(mib)s MiB: too large to be read"
    LOCKED = "locked by a password"
    ENCRYPTED = "encrypted: it opens only with its receiver's key"
    ENCRYPTED_PGP = "encrypted (PGP): it opens only with its receiver's key"
    SIGNED_WITHOUT_TEXT = "a cryptographic message without text"
    CHANGED_AFTER_SIGNING = "changed after signing: %(name)s"
    DAMAGED = "a damaged file (%(format)s)"
    FAILED = "damaged: %(error)s"
    NESTED_TOO_DEEP = "nested too deep"
    ENTITIES = "declares XML entities, which are not read"
    NO_ANTIWORD = "an old Word file (.doc): it is read by %(program)s, which is not installed: %(install)s"
    OLD_WORD = "an old Word file (.doc) that antiword cannot read"

    # files inside files
    ZIP_SALVAGED = "a damaged ZIP file: only what stands whole in it was read"
    MEMBER_MISSING = "%(name)s is missing"
    MEMBER_DAMAGED = "%(name)s is damaged"
    MEMBER_SALVAGED = "damaged: what was left of %(name)s was read"
    TOO_MANY_MEMBERS = "holds %(n)s files, more than %(limit)s: not opened"
    UNPACKS_TO = "unpacks to %(mib)s MiB: not opened"
    UNPACKS_TO_MORE = "unpacks to more than %(mib)s MiB: not opened"
    UNPACKS_TIMES = "unpacks to %(times)s times its size: not opened"
    FIRST_FILES = "%(n)s files inside: only the first %(limit)s were read"
    FILES_LEFT_OUT = "more than %(limit)s files inside: the rest was not read"
    FILES_TOO_LARGE = "the files inside hold more than %(mib)s MiB: the rest was not read"
    FILES_TOO_DEEP = "files more than %(depth)s deep inside others were not opened"

    # files that are not opened
    ARCHIVE = "an archive (%(format)s): not read"
    PROGRAM = "a program: not read"
    RECORDING = "a recording: not read"
    VIDEO = "a video: not read"
    DRAWING = "a drawing (%(format)s): not read"
    PICTURE = "a picture (%(format)s): not read"
    OTHER_FORMAT = "another kind of file (%(format)s): not read"
    UNKNOWN_FORMAT = "this kind of file: not read"

    # processes that read
    TIMED_OUT = "not read within %(seconds)g s"
    OUT_OF_MEMORY = "needs more than %(mib)s MiB of memory"
    READER_ENDED = "the reader ended: %(how)s"
    NO_ANSWER = "the reader gave no answer"

    # pages
    NOT_BEGUN = "not begun within the %(seconds)g s for one file"
    BEYOND_LIMIT = "beyond the limit of %(limit)s pages"
    SCANS_NOT_READ = "scans are not read here"
    NO_PAGES = "the file has no pages"
    NOT_PDF = "not a readable PDF"
    NOT_A_PICTURE = "not a picture of a format that is read"
    TOO_MANY_PIXELS = "the picture has too many pixels"
