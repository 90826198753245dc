"""Where letters come from: mailboxes by IMAP, folders of files, and the poll that brings them in."""
