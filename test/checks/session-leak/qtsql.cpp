// FLAGS: -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore
// Qt: a QSqlDatabase is one of several handles on what a registry keeps.
// Nobody leaks it by letting it go.
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <memory>

QSqlDatabase connectionFor_ok(const QString &name) {
  if (QSqlDatabase::contains(name))
    return QSqlDatabase::database(name);
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", name);
  db.setDatabaseName("shop.db");
  if (!db.open())
    return QSqlDatabase();
  return db;
}

bool insert_ok(int id) {
  QSqlDatabase db = QSqlDatabase::database();
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  query.prepare("INSERT INTO shop VALUES (?)");
  query.addBindValue(id);
  if (!query.exec()) {
    db.rollback();
    return false;
  }
  return db.commit();
}

void scoped_ok() {
  {
    QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "once");
    db.setDatabaseName(":memory:");
    if (db.open())
      db.exec("VACUUM");
    db.close();
  }
  QSqlDatabase::removeDatabase("once");
}

void heap_ok() {
  auto db = std::make_unique<QSqlDatabase>(QSqlDatabase::database());
  db->exec("VACUUM");
}

class Model_ok {
public:
  Model_ok() : db(QSqlDatabase::database("model")) {}
  bool reset() {
    db.close();
    return db.open();
  }

private:
  QSqlDatabase db;
};
