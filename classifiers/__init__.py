"""What a text asks for: language, kind, topics, places, wishes, people, likeness; training and evaluation."""
