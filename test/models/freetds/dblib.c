// FreeTDS: DB-Library. Text gathers in a buffer and runs later.
#include <sybfront.h>
#include <sybdb.h>
#include <stdio.h>

int open_ok(LOGINREC *login, const char *server) {
  DBPROCESS *db = dbopen(login, server);
  if (db == NULL)
    return -1;
  dbcmd(db, "SELECT id FROM shop");
  int ok = dbsqlexec(db) == SUCCEED;
  while (ok && dbresults(db) != NO_MORE_RESULTS)
    while (dbnextrow(db) != NO_MORE_ROWS)
      puts("row");
  dbclose(db);
  return ok;
}

int open_bad(LOGINREC *login, const char *server) {
  DBPROCESS *db = dbopen(login, server);
  if (db == NULL)
    return -1;
  dbcmd(db, "SELECT id FROM shop");
  if (dbsqlexec(db) == FAIL)
    return -1; // expect: session-leak 'db' is not closed on the return
  dbclose(db);
  return 0;
}

DBPROCESS *login_bad(const char *user, const char *server) {
  LOGINREC *login = dblogin();
  if (!login)
    return NULL;
  DBSETLUSER(login, user);
  return dbopen(login, server); // expect: session-leak 'login' is not closed on the return
}

int transfer_bad(DBPROCESS *db) {
  dbcmd(db, "begin tran");
  dbsqlexec(db);
  dbcmd(db, "delete from shop ");
  dbfcmd(db, "where id = %d", 7);
  if (dbsqlexec(db) == FAIL)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  dbcmd(db, "commit tran");
  dbsqlexec(db);
  return 0;
}

int transfer_ok(DBPROCESS *db) {
  int rc = 0;
  dbcmd(db, "begin tran");
  dbsqlexec(db);
  dbcmd(db, "delete from shop");
  if (dbsqlexec(db) == FAIL) {
    dbcmd(db, "rollback tran");
    rc = -1;
  } else {
    dbcmd(db, "commit tran");
  }
  dbsqlexec(db);
  return rc;
}

void closed_bad(DBPROCESS *db) {
  dbclose(db);
  dbcancel(db); // expect: session-use-after-close 'db' is used by 'dbcancel' after it was closed
}
