// FLAGS: -std=c++17 -fPIC -isystem /usr/include/postgresql -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtSql -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore -isystem /usr/include/x86_64-linux-gnu/qt5/QtConcurrent
// A window with a worker, in Qt.
#include <thread>
#include <QMutex>
#include <QRunnable>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThread>
#include <QtConcurrentRun>
#include <libpq-fe.h>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- run() of a thread and the members that the window calls. ---

class Importer : public QThread {
public:
  explicit Importer(PGconn *conn) : conn_(conn) {}
  int pending_bad() { return PQsocket(conn_); } // note: 'Importer::pending_bad' uses it here

protected:
  void run() override { // expect: session-shared-across-threads 'Importer::run' runs on another thread and uses 'conn_' while 'Importer::pending_bad' may use it too
    ::run(conn_, "COPY t FROM STDIN");
  }

private:
  PGconn *conn_;
};

class LockedImporter : public QThread {
public:
  explicit LockedImporter(PGconn *conn) : conn_(conn) {}
  int pending_ok() {
    QMutexLocker hold(&mutex_);
    return PQsocket(conn_);
  }

protected:
  void run() override {
    QMutexLocker hold(&mutex_);
    ::run(conn_, "COPY t FROM STDIN");
  }

private:
  QMutex mutex_;
  PGconn *conn_;
};

class OwnImporter : public QThread {
protected:
  void run() override {
    conn_ = PQconnectdb("");
    ::run(conn_, "COPY t FROM STDIN");
    PQfinish(conn_);
  }

private:
  PGconn *conn_ = nullptr;
};

// --- Tasks. ---

class Task : public QRunnable {
public:
  explicit Task(PGconn *conn) : conn_(conn) {}
  void ping_bad() { ::run(conn_, "SELECT 1"); }
  void run() override { ::run(conn_, "SELECT 2"); } // expect: session-shared-across-threads

private:
  PGconn *conn_;
};

void task_bad(PGconn *conn) {
  QFuture<void> done = QtConcurrent::run([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'task_bad' may use it too
  run(conn, "SELECT 2");
  done.waitForFinished();
}
void task_ok(PGconn *conn) {
  QFuture<void> done = QtConcurrent::run([conn] { run(conn, "SELECT 1"); });
  done.waitForFinished();
  run(conn, "SELECT 2");
}

// --- Qt's own sessions: a copy is the same connection. ---

void copied_bad(QSqlDatabase db) {
  QFuture<void> done = QtConcurrent::run([db]() mutable { db.transaction(); }); // expect: session-shared-across-threads
  db.transaction();
  done.waitForFinished();
}

// --- Statics and QMutexLocker. ---

static PGconn *Shared;
static QMutex SharedMutex;

void first_ok() {
  QMutexLocker hold(&SharedMutex);
  run(Shared, "SELECT 1");
}
void second_ok() {
  SharedMutex.lock();
  run(Shared, "SELECT 2");
  SharedMutex.unlock();
}

// --- Opened by the thread that makes the object, used by the object's own. ---

class Loader : public QThread {
public:
  Loader() : db_(QSqlDatabase::addDatabase("QSQLITE", "loader")) { db_.open(); }

protected:
  void run() override { // expect: session-shared-across-threads 'Loader::run' runs on another thread and uses 'db_'
    db_.transaction();
    db_.rollback();
  }

private:
  QSqlDatabase db_;
};

void query_beside_bad(const QString &file) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "beside");
  db.setDatabaseName(file);
  if (!db.open())
    return;
  std::thread worker([db] { // expect: session-shared-across-threads the thread that starts here uses 'db'
    QSqlQuery query(db);
    query.exec("VACUUM");
  });
  QSqlQuery query(db);
  query.exec("SELECT 1");
  worker.join();
}

void query_after_ok(const QString &file) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "after");
  db.setDatabaseName(file);
  if (!db.open())
    return;
  QSqlQuery query(db);
  query.exec("SELECT 1");
}

// A member that refers to nothing yet is no session.
class OwnLoader : public QThread {
  QSqlDatabase db_;

public:
  OwnLoader() {}

protected:
  void run() override {
    db_ = QSqlDatabase::addDatabase("QSQLITE", "own");
    if (db_.open())
      db_.exec("SELECT 1");
  }
};

// A query needs the connection that it is made for.
class QueryLoader : public QThread {
  QSqlDatabase db_;

public:
  explicit QueryLoader(const QString &file) {
    db_ = QSqlDatabase::addDatabase("QSQLITE", "query");
    db_.setDatabaseName(file);
    db_.open();
  }

protected:
  void run() override { // expect: session-shared-across-threads 'QueryLoader::run' runs on another thread and uses 'db_'
    QSqlQuery query(db_);
    query.exec("SELECT 1");
  }
};

class Exporter : public QObject {
  QSqlDatabase db_;

public:
  void behind_bad() {
    QThread *thread = QThread::create([this] { // expect: session-shared-across-threads
      QSqlQuery query(db_);
      query.exec("SELECT 1");
    });
    thread->start();
  }
  void before_bad() {
    QSqlQuery query(db_);
    query.exec("SELECT 2");
  }
};
