"""What leaves by mail: may we answer, acknowledgement, answers, digest, outbox, SMTP."""
