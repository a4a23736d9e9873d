"""Open-addressed tables of 16-bit slots: a fingerprint in 12 bits, 0 in none, and a value in 4."""


def put(slots, slot, fingerprint, value):
    """Put the value in the first free slot from `slot` on; one that has the fingerprint already keeps its own."""
    while slots[slot] and slots[slot] >> 4 != fingerprint:
        slot = (slot + 1) % len(slots)
    if not slots[slot]:
        slots[slot] = fingerprint << 4 | value


def array(name, bits, slots):
    """The lines of the table in C."""
    yield f"static const uint16_t {name}[1 << {bits}] = {{"
    for start in range(0, len(slots), 64):
        yield ",".join(map(str, slots[start:start + 64])) + ","
    yield "};"
