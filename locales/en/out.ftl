# What is said of the printer.

print-absent = There is no printer here. Ask at the desk.
print-refused = The printer does not work just now. Ask at the desk.
print-hangs = The printer does not answer. Ask at the desk.

# What stands below the code of a sheet.

sheet-code = Scan this with a phone.
