// FLAGS: -fPIC -I/usr/include/x86_64-linux-gnu/qt5 -I/usr/include/x86_64-linux-gnu/qt5/QtSql -I/usr/include/x86_64-linux-gnu/qt5/QtCore
// Qt's headers among the program's own, as qmake gives them; drivers by name.
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QString>
#include <QVariant>

bool values_ok(QSqlDatabase &db, int id, const QString &name) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  query.prepare("UPDATE people SET name = ? WHERE id = ?");
  query.addBindValue(name);
  query.addBindValue(id);
  if (!query.exec()) {
    db.rollback();
    return false;
  }
  return db.commit();
}

bool values_bad(QSqlDatabase &db, int id) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  query.prepare("DELETE FROM people WHERE id = ?");
  query.addBindValue(id);
  if (!query.exec())
    return false; // expect: session-missing-rollback stays open on the return
  return db.commit();
}

bool rows_ok(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("SELECT name FROM people") || query.record().indexOf("name") < 0) {
    db.rollback();
    return false;
  }
  while (query.next())
    if (query.value(0).toString().isEmpty()) {
      db.rollback();
      return false;
    }
  return db.commit();
}

bool postgresql_bad() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  if (!db.open() || !db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("INSERT INTO tags VALUES (1)"))
    query.exec("UPDATE tags SET used = 1"); // expect: session-use-after-failure 'db' is used by 'QSqlQuery::exec' although its transaction has failed
  db.rollback();
  return true;
}

bool sqlite_ok() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE");
  if (!db.open() || !db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("INSERT INTO tags VALUES (1)"))
    query.exec("UPDATE tags SET used = 1");
  db.rollback();
  return true;
}
