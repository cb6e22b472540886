// FLAGS: -std=c++17 -fPIC -I/usr/include/x86_64-linux-gnu/qt5 -I/usr/include/x86_64-linux-gnu/qt5/QtSql -I/usr/include/x86_64-linux-gnu/qt5/QtCore
// NEEDS: /usr/include/x86_64-linux-gnu/qt5/QtSql/QSqlQuery
// A library's folder that a build file names by -I is still a library's: what
// no model speaks of there is foreign (SEMANTICS 3.14), not the project's.
#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void audit(int book);

bool values_ok(QSqlDatabase &db, int book, const QString &title) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  query.prepare("UPDATE book SET title = ?, seen = ? WHERE id = ?");
  query.addBindValue(title);
  query.addBindValue(QDateTime::currentDateTime());
  query.addBindValue(QVariant(book));
  if (!query.exec()) {
    db.rollback();
    return false;
  }
  return db.commit();
}

bool audit_bad(QSqlDatabase &db, int book) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  query.prepare("DELETE FROM book WHERE id = ?");
  query.addBindValue(QVariant(book));
  if (!query.exec()) {
    db.rollback();
    return false;
  }
  audit(book); // expect: session-missing-rollback stays open when 'audit' throws
  return db.commit();
}
