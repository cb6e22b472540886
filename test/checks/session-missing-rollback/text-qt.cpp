// FLAGS: -std=c++17 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore
// NEEDS: /usr/include/x86_64-linux-gnu/qt5/QtSql/QSqlQuery
// Transactions by SQL in Qt's strings.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void arg_bad(QSqlDatabase &db, const QString &mode, int n) {
  db.exec(QString("START TRANSACTION %1").arg(mode));
  if (n)
    return; // expect: session-missing-rollback
  db.exec("COMMIT");
}

void arg_ok(QSqlDatabase &db, const QString &mode, int n) {
  db.exec(QString("START TRANSACTION %1").arg(mode));
  db.exec(QString("INSERT INTO log VALUES ('%1', 'BEGIN')").arg(n));
  if (n) {
    db.exec(QStringLiteral("ROLLBACK"));
    return;
  }
  db.exec("COMMIT");
}

void query_bad(QSqlDatabase &db, const QString &mode, int n) {
  QSqlQuery query(db);
  query.exec(QString("START TRANSACTION %1").arg(mode));
  if (n)
    return; // expect: session-missing-rollback
  query.exec("COMMIT");
}

void query_ok(QSqlDatabase &db, const QString &name, int n) {
  QSqlQuery query(db);
  query.exec(QString("SAVEPOINT %1").arg(name));
  if (n)
    query.exec(QString("ROLLBACK TO %1").arg(name));
  query.exec(QString("RELEASE %1").arg(name));
}

// What a statement begins with is no begin where the database is not known:
// Oracle's blocks begin so too.
void begin_head_FN(QSqlDatabase &db, const QString &mode, int n) {
  db.exec(QString("BEGIN %1").arg(mode));
  if (n)
    return;
  db.exec("COMMIT");
}

void latin_bad(QSqlDatabase &db, int n) {
  db.exec(QLatin1String("BEGIN"));
  if (n)
    return; // expect: session-missing-rollback
  db.exec(QLatin1String("COMMIT"));
}

// A QStringLiteral is a table of characters in a lambda.
void literal_bad(QSqlDatabase &db, int n) {
  db.exec(QStringLiteral("BEGIN"));
  if (n)
    return; // expect: session-missing-rollback
  db.exec("COMMIT");
}

void either_ok(QSqlDatabase &db, int n) {
  db.exec(QLatin1String("BEGIN"));
  db.exec(n ? "ROLLBACK" : "COMMIT");
}

// The verb is what is filled in.
void verb_ok(QSqlDatabase &db, const QString &verb, int n) {
  db.exec(QString("%1 TRANSACTION").arg(verb));
  if (n)
    return;
  db.exec("COMMIT");
}
