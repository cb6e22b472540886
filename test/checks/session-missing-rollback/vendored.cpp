// The model counts, not the bodies of a header that came along.
#include "Inputs/vendored.h"

void scopes_ok(soci::session &sql, bool undo) {
  {
    soci::transaction tx(sql);
    if (undo)
      tx.rollback();
  }
  soci::transaction tx(sql);
  tx.commit();
}

void scopes_bad(soci::session &sql, bool undo) {
  sql.begin();
  if (undo)
    return; // expect: session-missing-rollback the transaction on 'sql' stays open
  sql.commit(); // expect: session-missing-rollback the transaction on 'sql' stays open when
}
