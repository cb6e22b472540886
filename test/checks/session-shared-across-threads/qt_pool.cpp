// FLAGS: -std=c++17 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore -isystem /usr/include/x86_64-linux-gnu/qt5/QtConcurrent -isystem /usr/include/postgresql
// What Qt runs elsewhere: runnables of a pool, created threads, futures.
#include <QMutex>
#include <QObject>
#include <QRunnable>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <libpq-fe.h>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- A runnable that keeps a session which others have too. ---

class Import : public QRunnable {
public:
  explicit Import(PGconn *conn) : conn_(conn) {}
  void run() override { ::run(conn_, "COPY t FROM STDIN"); }

private:
  PGconn *conn_;
};
void runnable_bad(PGconn *conn) {
  QThreadPool::globalInstance()->start(new Import(conn)); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
}
void runnables_bad(QThreadPool &pool, PGconn *conn, int n) {
  for (int i = 0; i < n; ++i)
    pool.start(new Import(conn)); // expect: session-shared-across-threads
}
void runnable_ok(QThreadPool &pool, PGconn *conn) {
  pool.start(new Import(conn));
  pool.waitForDone();
  run(conn, "SELECT 1");
}
class OwnImport : public QRunnable {
public:
  explicit OwnImport(const char *info) : info_(info) {}
  void run() override {
    PGconn *conn = PQconnectdb(info_);
    ::run(conn, "COPY t FROM STDIN");
    PQfinish(conn);
  }

private:
  const char *info_;
};
void own_runnables_ok(QThreadPool &pool, const char *info, int n) {
  for (int i = 0; i < n; ++i)
    pool.start(new OwnImport(info));
}
void pool_lambda_bad(QThreadPool &pool, PGconn *conn) {
  pool.start([conn] { run(conn, "COPY t FROM STDIN"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
}
void pool_lambda_ok(QThreadPool &pool, PGconn *conn) {
  pool.start([conn] { run(conn, "COPY t FROM STDIN"); });
  pool.waitForDone();
  run(conn, "SELECT 1");
}

// --- Created threads. ---

void created_bad(PGconn *conn) {
  QThread *thread = QThread::create([conn] { run(conn, "COPY t FROM STDIN"); }); // expect: session-shared-across-threads
  thread->start();
  run(conn, "SELECT 1");
  thread->wait();
  delete thread;
}
void created_ok(PGconn *conn) {
  QThread *thread = QThread::create([conn] { run(conn, "COPY t FROM STDIN"); });
  thread->start();
  thread->wait();
  run(conn, "SELECT 1");
  delete thread;
}

// --- Connections of Qt itself. ---

class Window : public QObject {
public:
  void background() {
    QThread *thread = QThread::create([this] { // expect: session-shared-across-threads
      QSqlQuery query(db_);
      query.exec("UPDATE a SET b = 1");
    });
    thread->start();
  }
  void foreground_bad() {
    QSqlQuery query(db_);
    query.exec("SELECT 1");
  }

private:
  QSqlDatabase db_;
};
class Loader : public QThread {
public:
  explicit Loader(const QString &file) {
    db_ = QSqlDatabase::addDatabase("QSQLITE", "loader");
    db_.setDatabaseName(file);
    db_.open();
  }
  void run() override { // expect: session-shared-across-threads
    QSqlQuery query(db_);
    query.exec("UPDATE a SET b = 1");
  }

private:
  QSqlDatabase db_;
};
class OwnLoader : public QThread {
public:
  void run() override {
    QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "own");
    db.setDatabaseName("a.db");
    db.open();
    QSqlQuery query(db);
    query.exec("UPDATE a SET b = 1");
  }
};
class Task : public QRunnable {
public:
  explicit Task(const QSqlDatabase &db) : db_(db) {}
  void run() override {
    QSqlQuery query(db_);
    query.exec("UPDATE a SET b = 1");
  }

private:
  QSqlDatabase db_;
};
class TaskByValue : public QRunnable {
public:
  explicit TaskByValue(QSqlDatabase db) : db_(db) {}
  void run() override {
    QSqlQuery query(db_);
    query.exec("UPDATE a SET b = 1");
  }

private:
  QSqlDatabase db_;
};
void task_by_value_bad(QSqlDatabase db) {
  QThreadPool::globalInstance()->start(new TaskByValue(db)); // expect: session-shared-across-threads
  QSqlQuery query(db);
  query.exec("SELECT 1");
}
void task_bad(QSqlDatabase db) {
  QThreadPool::globalInstance()->start(new Task(db)); // expect: session-shared-across-threads
  QSqlQuery query(db);
  query.exec("SELECT 1");
}
void future_bad(QSqlDatabase db) {
  QFuture<void> done = QtConcurrent::run([db] { // expect: session-shared-across-threads
    QSqlQuery query(db);
    query.exec("UPDATE a SET b = 1");
  });
  QSqlQuery query(db);
  query.exec("SELECT 1");
  done.waitForFinished();
}
