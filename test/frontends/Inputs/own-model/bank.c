// Declares nothing that opens: other files do.
struct bank;
int bank_begin(struct bank *);
int bank_try_begin(struct bank *);
int bank_put(struct bank *, int);
int bank_prepare(struct bank *);
int bank_commit(struct bank *);
int bank_rollback(struct bank *);
void bank_close(struct bank *);

void put_bad(struct bank *b) {
  if (bank_begin(b) != 0)
    return;
  if (bank_put(b, 1) != 0)
    return; // PUT
  bank_commit(b);
}

void put_ok(struct bank *b) {
  if (bank_begin(b) != 0)
    return;
  if (bank_put(b, 1) != 0) {
    bank_rollback(b);
    return;
  }
  bank_commit(b);
}

void try_bad(struct bank *b) {
  if (!bank_try_begin(b))
    return;
  if (bank_put(b, 1) != 0)
    return; // TRY
  bank_commit(b);
}

int prepare_ok(struct bank *b) {
  if (bank_begin(b) != 0)
    return -1;
  if (bank_prepare(b) != 0)
    return -1;
  return bank_commit(b);
}

void prepare_unasked_ok(struct bank *b) {
  bank_begin(b);
  bank_prepare(b);
  bank_commit(b);
}

int prepare_bad(struct bank *b, int left) {
  if (bank_begin(b) != 0)
    return -1;
  if (bank_prepare(b) != 0)
    return -1;
  if (bank_put(b, left) != 0)
    return -2; // PREPARE
  return bank_commit(b);
}

void closed_bad(struct bank *b) {
  bank_close(b);
  bank_put(b, 2); // CLOSED
}
