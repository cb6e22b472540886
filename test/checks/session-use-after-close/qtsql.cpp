// FLAGS: -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore
// Qt: all copies are handles on one connection.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void closed_bad(QSqlDatabase db) {
  db.close();
  db.exec("DELETE FROM shop"); // expect: session-use-after-close 'db' is used by 'QSqlDatabase::exec' after it was closed
}

void copy_bad() {
  QSqlDatabase db = QSqlDatabase::database("shop");
  QSqlDatabase other = db;
  other.close();
  db.transaction(); // expect: session-use-after-close 'db' is used by 'QSqlDatabase::transaction' after it was closed
}

void query_bad() {
  QSqlDatabase db = QSqlDatabase::database("shop");
  QSqlQuery query(db);
  db.close();
  query.exec("DELETE FROM shop"); // expect: session-use-after-close 'db' is used by 'QSqlQuery::exec' after it was closed
}

void reopened_ok(QSqlDatabase &db) {
  db.close();
  if (!db.open())
    return;
  QSqlQuery query(db);
  query.exec("DELETE FROM shop");
}

void scoped_ok() {
  {
    QSqlDatabase db = QSqlDatabase::database("shop");
    QSqlQuery query("SELECT 1", db);
    query.next();
    db.close();
  }
  QSqlDatabase::removeDatabase("shop");
}

class Dialog_ok {
public:
  void submit(const QString &name) {
    if (!db.isOpen() && !db.open())
      return;
    db.transaction();
    QSqlQuery query(db);
    query.prepare("INSERT INTO shop VALUES (?)");
    query.addBindValue(name);
    if (query.exec())
      db.commit();
    else
      db.rollback();
  }
  void closeEvent() { db.close(); }

private:
  QSqlDatabase db;
};

// A query that ran COMMIT as text is no transaction object.
bool text_ok(QSqlDatabase db) {
  QSqlQuery query(db);
  query.exec("BEGIN");
  query.exec("COMMIT");
  return query.exec("SELECT 1");
}

bool text_rollback_ok(QSqlDatabase db) {
  QSqlQuery query(db);
  if (!query.exec("BEGIN"))
    return false;
  if (!query.exec("COMMIT")) {
    query.exec("ROLLBACK");
    return false;
  }
  return true;
}

bool text_again_ok(QSqlDatabase db) {
  QSqlQuery query(db);
  query.exec("BEGIN");
  query.exec("ROLLBACK");
  if (!query.exec("BEGIN"))
    return false;
  return query.exec("COMMIT");
}
