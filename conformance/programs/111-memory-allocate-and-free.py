# Forty mebibytes, again and again, never more at once than there is.
total = 0
for round_number in range(8):
    block = bytearray(40 << 20)
    for offset in range(0, len(block), 4096):
        block[offset] = round_number
    total += sum(block[::1 << 20])
    del block
print(total)
