// NEEDS: /usr/include/x86_64-linux-gnu/qt6/QtSql/QSqlDatabase
// FLAGS: -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtSql
// Qt 6: the same names as Qt 5.
#include <QSqlDatabase>
#include <QSqlQuery>

bool transfer_bad(QSqlDatabase db) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("DELETE FROM shop"))
    return false; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  return db.commit();
}

bool transfer_ok(QSqlDatabase db) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("DELETE FROM shop") || !db.commit()) {
    db.rollback();
    return false;
  }
  return true;
}

bool named_ok() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "shop");
  return db.open();
}

void closed_bad(QSqlDatabase db) {
  db.close();
  db.transaction(); // expect: session-use-after-close 'db' is used by
}
