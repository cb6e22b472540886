// FLAGS: -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore
// Qt: a registry keeps the connection; what is begun on a handle stays begun.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

bool insert_bad(int id) {
  QSqlDatabase db = QSqlDatabase::database();
  db.transaction();
  QSqlQuery query(db);
  query.prepare("INSERT INTO shop VALUES (?)");
  query.addBindValue(id);
  if (!query.exec())
    return false; // expect: session-missing-rollback the transaction on 'db' stays open
  return db.commit();
}

bool handed_bad(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("DELETE FROM shop"))
    return false; // expect: session-missing-rollback the transaction on 'db' stays open
  return db.commit();
}

bool byValue_bad(QSqlDatabase db, bool dry) {
  db.transaction();
  db.exec("DELETE FROM shop");
  if (dry)
    return false; // expect: session-missing-rollback the transaction on 'db' stays open
  db.commit();
  return false;
}

class Dialog {
public:
  bool save_bad() {
    db.transaction();
    QSqlQuery query(db);
    if (!query.exec("DELETE FROM shop"))
      return false; // expect: session-missing-rollback the transaction on 'db' stays open
    return db.commit();
  }
  bool save_ok() {
    db.transaction();
    QSqlQuery query(db);
    if (!query.exec("DELETE FROM shop")) {
      db.rollback();
      return false;
    }
    return db.commit();
  }

private:
  QSqlDatabase db;
};

static QSqlDatabase shop() { return QSqlDatabase::database("shop"); }

bool getter_bad() {
  if (!shop().transaction())
    return false;
  QSqlQuery query(shop());
  if (!query.exec("DELETE FROM shop"))
    return false; // expect: session-missing-rollback stays open
  return shop().commit();
}

bool getter_ok() {
  if (!shop().transaction())
    return false;
  QSqlQuery query(shop());
  if (query.exec("DELETE FROM shop"))
    return shop().commit();
  shop().rollback();
  return false;
}

bool insert_ok(int id) {
  QSqlDatabase db = QSqlDatabase::database();
  db.transaction();
  QSqlQuery query(db);
  query.prepare("INSERT INTO shop VALUES (?)");
  query.addBindValue(id);
  if (!query.exec() || !db.commit()) {
    db.rollback();
    return false;
  }
  return true;
}

// Which connection is meant, names say, and they are not compared.
bool two_names_FN() {
  QSqlDatabase::database("a").transaction();
  QSqlQuery query(QSqlDatabase::database("a"));
  if (!query.exec("DELETE FROM shop"))
    return false;
  return QSqlDatabase::database("a").commit();
}

bool named_ok() {
  QSqlDatabase::database("a").transaction();
  QSqlQuery query(QSqlDatabase::database("a"));
  if (!query.exec("DELETE FROM shop")) {
    QSqlDatabase::database("a").rollback();
    return false;
  }
  return QSqlDatabase::database("a").commit();
}

bool begin_ok() { return QSqlDatabase::database().transaction(); }
bool end_ok() { return QSqlDatabase::database().commit(); }

void loop_ok() {
  for (int i = 0; i < 3; ++i) {
    QSqlDatabase db = QSqlDatabase::database("a");
    if (!db.transaction())
      continue;
    db.exec("DELETE FROM shop");
    db.commit();
  }
}
