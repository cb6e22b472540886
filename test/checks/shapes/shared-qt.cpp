// FLAGS: -std=c++17 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore -isystem /usr/include/x86_64-linux-gnu/qt5/QtConcurrent
// NEEDS: /usr/include/x86_64-linux-gnu/qt5/QtSql/QSqlDatabase
// Shapes of Qt connections in threads, each with its corrected twin (docs/bug-shapes.md).
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThread>
#include <QtConcurrentRun>

// Made in the constructor, that is in the parent's thread, used in run().
class Loader_bad : public QThread {
public:
  Loader_bad() : db_(QSqlDatabase::addDatabase("QSQLITE", "bad")) { db_.open(); }

protected:
  void run() override { // expect: session-shared-across-threads
    db_.transaction();
    db_.rollback();
  }

private:
  QSqlDatabase db_;
};

class Loader_ok : public QThread {
protected:
  void run() override {
    {
      QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "ok");
      db.open();
      db.transaction();
      db.rollback();
    }
    QSqlDatabase::removeDatabase("ok");
  }
};

// A member inside a task.
class Report_bad {
  QSqlDatabase db_;

public:
  explicit Report_bad(const QSqlDatabase &db) : db_(db) {}
  void print_bad() {
    QFuture<void> done = QtConcurrent::run([this] { QSqlQuery(db_).exec("SELECT 1"); }); // expect: session-shared-across-threads
    QSqlQuery(db_).exec("SELECT 2");
    done.waitForFinished();
  }
};

class Report_ok {
  QString file_;

public:
  explicit Report_ok(const QString &file) : file_(file) {}
  void print_ok() {
    QFuture<void> done = QtConcurrent::run([file = file_] {
      {
        QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "report");
        db.setDatabaseName(file);
        if (db.open())
          QSqlQuery(db).exec("SELECT 1");
      }
      QSqlDatabase::removeDatabase("report");
    });
    done.waitForFinished();
  }
};

// The default connection, asked for in the thread of a task.
void default_FN() {
  QFuture<void> done = QtConcurrent::run([] { QSqlQuery(QSqlDatabase::database()).exec("SELECT 1"); });
  QSqlQuery(QSqlDatabase::database()).exec("SELECT 2");
  done.waitForFinished();
}

void default_ok() {
  QFuture<void> done = QtConcurrent::run([] {
    QSqlDatabase own = QSqlDatabase::cloneDatabase(QString("main"), "own");
    if (own.open())
      QSqlQuery(own).exec("SELECT 1");
  });
  QSqlQuery(QSqlDatabase::database()).exec("SELECT 2");
  done.waitForFinished();
}

// Opened by name in one thread, closed in another.
void by_name_FN() {
  QFuture<void> opened = QtConcurrent::run([] { QSqlDatabase::addDatabase("QSQLITE", "far").open(); });
  opened.waitForFinished();
  QSqlDatabase::database("far").close();
}
