"""What is kept: records, tables, migrations, original bytes, and the store that answers and changes them."""
