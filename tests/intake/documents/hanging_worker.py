"""A child process that does with each file what its name says: hang, crash, grow, answer nonsense, or read it."""

import os
import resource
import signal
import sys
import time
from multiprocessing.connection import Connection

from intake.documents.limits import DEFAULT_LIMITS
from intake.documents.wire import receive_attachment, send_content
from intake.documents.worker import answer

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
pipe = Connection(int(sys.argv[1]))
while True:
    attachment = receive_attachment(pipe)
    if attachment.filename == "hang":
        time.sleep(600)
    elif attachment.filename == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif attachment.filename == "nonsense":
        pipe.send_bytes(b"{}")
    else:
        send_content(pipe, answer(attachment, DEFAULT_LIMITS))
