//===- SqlTextTest.cpp - Texts that are transactions, and look-alikes -----===//
#include "protocol/SqlText.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

using D = SqlDialect;

std::string render(const EventList &Events) {
  std::string Out;
  for (EventKind Kind : Events) {
    Out += Out.empty() ? "" : " ";
    Out += eventName(Kind).str();
  }
  return Out;
}

std::string of(D Dialect, llvm::StringRef Text) {
  SqlMeaning M = classifySql(Text, Dialect);
  return M.Unknown ? "?" : render(M.Events);
}
std::string head(D Dialect, llvm::StringRef Text) {
  SqlMeaning M = classifySql(Text, Dialect, /*IsPrefix=*/true);
  return M.Unknown ? "?" : render(M.Events);
}
std::string failed(D Dialect, llvm::StringRef Text) {
  return render(classifySql(Text, Dialect).afterFailure());
}

struct Case {
  D Dialect;
  const char *Text;
  const char *Events;
};

void check(llvm::ArrayRef<Case> Cases) {
  for (const Case &C : Cases)
    EXPECT_EQ(of(C.Dialect, C.Text), C.Events) << C.Text;
}

TEST(SqlTextTest, Sqlite) {
  check({
      {D::Sqlite, "BEGIN", "begin"},
      {D::Sqlite, "begin;", "begin"},
      {D::Sqlite, "  Begin Immediate Transaction ; ", "begin"},
      {D::Sqlite, "BEGIN EXCLUSIVE", "begin"},
      {D::Sqlite, "BEGIN DEFERRED TRANSACTION", "begin"},
      {D::Sqlite, "COMMIT", "commit"},
      {D::Sqlite, "COMMIT TRANSACTION;", "commit"},
      {D::Sqlite, "END", "commit"},
      {D::Sqlite, "end transaction", "commit"},
      {D::Sqlite, "ROLLBACK", "rollback"},
      {D::Sqlite, "ROLLBACK TRANSACTION", "rollback"},
      {D::Sqlite, "ROLLBACK TO sp", "rollback-to"},
      {D::Sqlite, "ROLLBACK TRANSACTION TO SAVEPOINT sp", "rollback-to"},
      {D::Sqlite, "SAVEPOINT sp", "savepoint"},
      {D::Sqlite, "RELEASE sp", "release-savepoint"},
      {D::Sqlite, "RELEASE SAVEPOINT sp", "release-savepoint"},
      // Not transactions.
      {D::Sqlite, "SELECT 'BEGIN'", "exec"},
      {D::Sqlite, "INSERT INTO log VALUES('x; COMMIT; y')", "exec"},
      {D::Sqlite, "INSERT INTO \"a;ROLLBACK\" VALUES(1)", "exec"},
      {D::Sqlite, "INSERT INTO [a;ROLLBACK] VALUES(1)", "exec"},
      {D::Sqlite, "INSERT INTO `a;ROLLBACK` VALUES('it''s; COMMIT')", "exec"},
      {D::Sqlite, "-- BEGIN\nSELECT 1", "exec"},
      {D::Sqlite, "/* BEGIN; */ SELECT 1", "exec"},
      {D::Sqlite, "EXPLAIN COMMIT", "exec"},
      {D::Sqlite, "PRAGMA foreign_keys = ON", "exec"},
      {D::Sqlite, "INSERT OR ROLLBACK INTO t VALUES(1)", "exec"},
      {D::Sqlite, "CREATE TABLE begin_log(commit_id)", "exec"},
      {D::Sqlite, "beginning", "exec"},
      {D::Sqlite, "COMMITTED", "exec"},
      {D::Sqlite, "SET autocommit=0", "exec"},
      {D::Sqlite, "START TRANSACTION", "exec"},
      {D::Sqlite,
       "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x=1; END",
       "exec"},
      {D::Sqlite, "", ""},
      {D::Sqlite, " ;; -- nothing", ""},
  });
}

TEST(SqlTextTest, SeveralStatements) {
  check({
      {D::Sqlite, "BEGIN; UPDATE t SET x=1; COMMIT;", "begin exec commit"},
      {D::Sqlite, "BEGIN;\nINSERT INTO t VALUES(1);\nINSERT INTO t VALUES(2)",
       "begin exec"},
      {D::Sqlite, "ROLLBACK; SELECT 1", "rollback exec"},
      {D::Sqlite, "COMMIT; BEGIN", "commit begin"},
      {D::Sqlite, "DELETE FROM t; COMMIT", "exec commit"},
      {D::Sqlite,
       "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x=1; END; BEGIN",
       "exec begin"},
      {D::Postgres, "BEGIN; SELECT $1; END", "begin exec commit"},
      {D::Sqlite, "BEGIN;;;COMMIT", "begin commit"},
      {D::Sqlite, "BEGIN;COMMIT;BEGIN;COMMIT;BEGIN;COMMIT;BEGIN;COMMIT;BEGIN",
       "transaction-unknown"},
      {D::Sqlite, "CREATE TABLE a(b); CREATE TABLE c(d);", "exec"},
  });
}

TEST(SqlTextTest, Postgres) {
  check({
      {D::Postgres, "BEGIN", "begin"},
      {D::Postgres, "BEGIN WORK", "begin"},
      {D::Postgres, "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY", "begin"},
      {D::Postgres, "start transaction isolation level read committed",
       "begin"},
      {D::Postgres, "COMMIT", "commit"},
      {D::Postgres, "END", "commit"},
      {D::Postgres, "END TRANSACTION", "commit"},
      {D::Postgres, "COMMIT AND CHAIN", "commit begin"},
      {D::Postgres, "COMMIT WORK AND NO CHAIN", "commit"},
      {D::Postgres, "ABORT", "rollback"},
      {D::Postgres, "ROLLBACK AND CHAIN", "rollback begin"},
      {D::Postgres, "ROLLBACK TO SAVEPOINT s", "rollback-to"},
      {D::Postgres, "ROLLBACK WORK TO s", "rollback-to"},
      {D::Postgres, "SAVEPOINT s", "savepoint"},
      {D::Postgres, "RELEASE s", "release-savepoint"},
      {D::Postgres, "PREPARE TRANSACTION 'x'", "commit"},
      {D::Postgres, "/* a /* nested */ b */ BEGIN", "begin"},
      // Not transactions.
      {D::Postgres, "PREPARE begin_it AS SELECT 1", "exec"},
      {D::Postgres, "COMMIT PREPARED 'x'", "exec"},
      {D::Postgres, "ROLLBACK PREPARED 'x'", "exec"},
      {D::Postgres, "DO $$ BEGIN PERFORM 1; COMMIT; END $$", "exec"},
      {D::Postgres, "DO $body$ BEGIN RAISE '$$'; ROLLBACK; END $body$", "exec"},
      {D::Postgres,
       "CREATE FUNCTION f() RETURNS int AS $f$ BEGIN RETURN 1; END; $f$ "
       "LANGUAGE plpgsql",
       "exec"},
      {D::Postgres,
       "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END;", "exec"},
      {D::Postgres, "SELECT E'\\'; COMMIT; --'", "exec"},
      {D::Postgres, "SELECT '\\'; COMMIT", "exec commit"},
      {D::Postgres, "SELECT $1; -- COMMIT", "exec"},
      {D::Postgres, "SET TRANSACTION READ ONLY", "exec"},
      {D::Postgres, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
       "exec"},
      {D::Postgres, "SELECT a # b; -- ROLLBACK", "exec"},
      {D::Postgres, "VACUUM", "exec"},
      {D::Postgres, "CREATE TABLE t(a int)", "exec"},
      {D::Postgres, "LISTEN begin", "exec"},
  });
}

TEST(SqlTextTest, MySql) {
  check({
      {D::MySql, "START TRANSACTION", "begin"},
      {D::MySql, "start transaction with consistent snapshot, read only",
       "begin"},
      {D::MySql, "BEGIN", "begin"},
      {D::MySql, "BEGIN WORK", "begin"},
      {D::MySql, "/*!50000 BEGIN */", "begin"},
      {D::MySql, "# say\nCOMMIT", "commit"},
      {D::MySql, "-- say\nCOMMIT", "commit"},
      {D::MySql, "COMMIT WORK", "commit"},
      {D::MySql, "COMMIT AND CHAIN", "commit begin"},
      {D::MySql, "COMMIT AND NO CHAIN RELEASE", "commit"},
      {D::MySql, "COMMIT RELEASE", "commit"},
      {D::MySql, "ROLLBACK", "rollback"},
      {D::MySql, "ROLLBACK WORK TO SAVEPOINT s", "rollback-to"},
      {D::MySql, "SAVEPOINT s", "savepoint"},
      {D::MySql, "RELEASE SAVEPOINT s", "release-savepoint"},
      {D::MySql, "SET autocommit=0", "autocommit-off"},
      {D::MySql, "set AUTOCOMMIT = OFF;", "autocommit-off"},
      {D::MySql, "SET SESSION autocommit = FALSE", "autocommit-off"},
      {D::MySql, "SET @@session.autocommit = 0", "autocommit-off"},
      {D::MySql, "SET @@autocommit := 1", "autocommit-on"},
      {D::MySql, "SET autocommit = ON", "autocommit-on"},
      {D::MySql, "SET autocommit = 'on'", "autocommit-on"},
      {D::MySql, "SET NAMES utf8mb4, autocommit=0", "autocommit-off"},
      {D::MySql, "SET autocommit=0, sql_mode=''", "autocommit-off"},
      {D::MySql, "SET autocommit=@old", "transaction-unknown"},
      {D::MySql, "SET autocommit=%d", "transaction-unknown"},
      // Commit implicitly: not known whether one was open.
      {D::MySql, "CREATE TABLE t(a int)", "transaction-unknown"},
      {D::MySql, "LOCK TABLES t WRITE", "transaction-unknown"},
      {D::MySql, "CREATE PROCEDURE p() BEGIN COMMIT; END",
       "transaction-unknown"},
      {D::MySql, "DROP TABLE t", "transaction-unknown"},
      // Not transactions.
      {D::MySql, "BEGIN NOT ATOMIC SELECT 1; END", "exec"},
      {D::MySql, "XA START 'x'", "exec"},
      {D::MySql, "XA COMMIT 'x'", "exec"},
      {D::MySql, "CREATE TEMPORARY TABLE t(a int)", "exec"},
      {D::MySql, "SET GLOBAL autocommit=0", "exec"},
      {D::MySql, "SET @@global.autocommit=0", "exec"},
      {D::MySql, "SET @autocommit=0", "exec"},
      {D::MySql, "SET @x='autocommit=0'", "exec"},
      {D::MySql, "SELECT @@autocommit", "exec"},
      {D::MySql, "INSERT INTO t VALUES('\\'; COMMIT; ')", "exec"},
      {D::MySql, "INSERT INTO t VALUES(\"a\\\"; ROLLBACK\")", "exec"},
      {D::MySql, "SELECT 1--1; # COMMIT", "exec"},
      {D::MySql, "/* BEGIN */ SELECT 1", "exec"},
      {D::MySql, "LOAD DATA INFILE 'x' INTO TABLE t", "exec"},
      {D::MySql, "SET NAMES utf8", "exec"},
      {D::MySql, "UPDATE t SET commit=1", "exec"},
  });
}

TEST(SqlTextTest, TSql) {
  check({
      {D::TSql, "BEGIN TRAN", "begin"},
      {D::TSql, "BEGIN TRANSACTION t1 WITH MARK", "begin"},
      {D::TSql, "BEGIN DISTRIBUTED TRAN", "begin"},
      {D::TSql, "COMMIT", "commit"},
      {D::TSql, "COMMIT TRAN t1", "commit"},
      {D::TSql, "ROLLBACK TRANSACTION", "rollback"},
      {D::TSql, "ROLLBACK; SELECT 1", "rollback"},
      {D::TSql, "SAVE TRAN sp", "savepoint"},
      {D::TSql, "BEGIN TRAN UPDATE t SET x = 1 COMMIT", "begin commit"},
      {D::TSql, "SET XACT_ABORT ON; BEGIN TRAN", "begin"},
      {D::TSql, "SET IMPLICIT_TRANSACTIONS ON", "autocommit-off"},
      {D::TSql, "SET IMPLICIT_TRANSACTIONS OFF", "autocommit-on"},
      // Some way or other.
      {D::TSql, "ROLLBACK TRAN sp", "transaction-unknown"},
      {D::TSql, "IF @@TRANCOUNT > 0 ROLLBACK", "transaction-unknown"},
      {D::TSql,
       "BEGIN TRY BEGIN TRAN UPDATE t SET x=1 COMMIT END TRY "
       "BEGIN CATCH ROLLBACK END CATCH",
       "transaction-unknown"},
      // Not transactions.
      {D::TSql, "BEGIN SELECT 1 END", "exec"},
      {D::TSql, "BEGIN TRY SELECT 1 END TRY BEGIN CATCH SELECT 2 END CATCH",
       "exec"},
      {D::TSql, "IF @x = 1 BEGIN SELECT 1 END", "exec"},
      {D::TSql, "SELECT [COMMIT] FROM [BEGIN TRAN]", "exec"},
      {D::TSql, "SELECT 'COMMIT' -- ROLLBACK", "exec"},
      {D::TSql, "CREATE PROCEDURE p AS BEGIN TRAN; COMMIT", "exec"},
      {D::TSql, "EXEC('COMMIT')", "exec"},
      {D::TSql, "SELECT @@TRANCOUNT", "exec"},
      {D::TSql, "SAVEPOINT_LOG", "exec"},
  });
}

TEST(SqlTextTest, OracleAndFirebird) {
  check({
      {D::Oracle, "COMMIT WORK", "commit"},
      {D::Oracle, "ROLLBACK", "rollback"},
      {D::Oracle, "ROLLBACK TO SAVEPOINT s", "rollback-to"},
      {D::Oracle, "SAVEPOINT s", "savepoint"},
      {D::Oracle, "SET TRANSACTION READ ONLY", "begin"},
      {D::Oracle, "BEGIN UPDATE t SET x=1; COMMIT; END;",
       "transaction-unknown"},
      {D::Oracle, "CREATE TABLE t(a NUMBER)", "transaction-unknown"},
      {D::Oracle, "BEGIN p(1); END;", "exec"},
      {D::Oracle, "DECLARE x NUMBER; BEGIN x := 1; END;", "exec"},
      {D::Oracle, "SELECT q'[it's; COMMIT]' FROM dual", "exec"},
      {D::Oracle, "ALTER SESSION SET NLS_LANGUAGE = 'GERMAN'", "exec"},
      {D::Oracle, "START TRANSACTION", "exec"},
      {D::Firebird, "SET TRANSACTION WAIT", "begin"},
      {D::Firebird, "COMMIT RETAIN", "commit begin"},
      {D::Firebird, "COMMIT WORK", "commit"},
      {D::Firebird, "ROLLBACK RETAINING", "rollback begin"},
      {D::Firebird, "RELEASE SAVEPOINT s ONLY", "release-savepoint"},
      {D::Firebird, "EXECUTE BLOCK AS BEGIN DELETE FROM t; END", "exec"},
      {D::Firebird, "CREATE PROCEDURE p AS BEGIN DELETE FROM t; END", "exec"},
      {D::Firebird, "SET GENERATOR g TO 0", "exec"},
  });
}

TEST(SqlTextTest, RedisCommands) {
  check({
      {D::Redis, "MULTI", "begin"},
      {D::Redis, "exec", "commit"},
      {D::Redis, "DISCARD", "rollback"},
      {D::Redis, "SET %s %s", "exec"},
      {D::Redis, "BEGIN", "exec"},
  });
}

TEST(SqlTextTest, Generic) {
  check({
      {D::Generic, "BEGIN", "begin"},
      {D::Generic, "BEGIN TRANSACTION", "begin"},
      {D::Generic, "START TRANSACTION", "begin"},
      {D::Generic, "COMMIT", "commit"},
      {D::Generic, "END", "commit"},
      {D::Generic, "ROLLBACK WORK", "rollback"},
      {D::Generic, "ABORT", "rollback"},
      {D::Generic, "SET AUTOCOMMIT = 0", "autocommit-off"},
      {D::Generic, "BEGIN; DELETE FROM t; COMMIT", "begin exec commit"},
      {D::Generic, "BEGIN UPDATE t SET x=1; COMMIT; END",
       "transaction-unknown"},
      {D::Generic, "BEGIN p(); END", "exec"},
      {D::Generic, "END IF", "exec"},
      {D::Generic, "START SLAVE", "exec"},
      {D::Generic, "SET TRANSACTION READ ONLY", "exec"},
      {D::Generic, "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT 1; END",
       "exec"},
      {D::Generic, "SELECT 1", "exec"},
  });
}

TEST(SqlTextTest, OnlyTheHeadIsKnown) {
  EXPECT_EQ(head(D::Sqlite, ""), "?");
  EXPECT_EQ(head(D::Sqlite, "  "), "?");
  EXPECT_EQ(head(D::Sqlite, "COMM"), "?");
  EXPECT_EQ(head(D::Sqlite, "BEGIN"), "?");
  EXPECT_EQ(head(D::Sqlite, "-- made for "), "?");
  EXPECT_EQ(head(D::Sqlite, "BEGIN "), "begin");
  EXPECT_EQ(head(D::Sqlite, "SAVEPOINT "), "savepoint");
  EXPECT_EQ(head(D::Sqlite, "SAVEPOINT sp_"), "savepoint");
  EXPECT_EQ(head(D::Sqlite, "RELEASE sp"), "release-savepoint");
  EXPECT_EQ(head(D::Sqlite, "ROLLBACK TO "), "rollback-to");
  EXPECT_EQ(head(D::Sqlite, "ROLLBACK "), "transaction-unknown");
  EXPECT_EQ(head(D::MySql, "BEGIN "), "transaction-unknown");
  EXPECT_EQ(head(D::Postgres, "COMMIT "), "transaction-unknown");
  EXPECT_EQ(head(D::Postgres, "BEGIN ISOLATION LEVEL "), "begin");
  EXPECT_EQ(head(D::Sqlite, "INSERT INTO t VALUES('"), "exec");
  EXPECT_EQ(head(D::Sqlite, "SELECT * FROM "), "exec");
  EXPECT_EQ(head(D::Sqlite, "BEGIN; INSERT INTO t VALUES("),
            "transaction-unknown");
  EXPECT_EQ(head(D::Sqlite, "BEGIN;"), "transaction-unknown");
  EXPECT_EQ(head(D::Sqlite, "INSERT INTO t VALUES(1); "),
            "transaction-unknown");
  EXPECT_EQ(head(D::MySql, "SET "), "transaction-unknown");
  EXPECT_EQ(head(D::MySql, "SET auto"), "transaction-unknown");
  EXPECT_EQ(head(D::MySql, "SET autocommit="), "transaction-unknown");
  EXPECT_EQ(head(D::MySql, "SET NAMES "), "exec");
  EXPECT_EQ(head(D::TSql, "BEGIN TRAN "), "transaction-unknown");
  EXPECT_EQ(head(D::TSql, "SAVE TRAN "), "savepoint");
  EXPECT_EQ(head(D::TSql, "SELECT "), "exec");
  // A format that nobody filled in.
  EXPECT_EQ(of(D::Sqlite, "%s"), "?");
  EXPECT_EQ(of(D::Sqlite, "SAVEPOINT %s"), "savepoint");
}

TEST(SqlTextTest, Failures) {
  EXPECT_EQ(failed(D::Sqlite, "BEGIN"), "exec-fail");
  EXPECT_EQ(failed(D::Sqlite, "COMMIT"), "commit-fail");
  EXPECT_EQ(failed(D::Sqlite, "DELETE FROM t; COMMIT"), "commit-fail");
  EXPECT_EQ(failed(D::Postgres, "COMMIT AND CHAIN"), "commit-fail");
  EXPECT_EQ(failed(D::Sqlite, "ROLLBACK"), "rollback");
  EXPECT_EQ(failed(D::Sqlite, "SAVEPOINT s"), "exec-fail");
  EXPECT_EQ(failed(D::Sqlite, "INSERT INTO t VALUES(1)"), "exec-fail");
  EXPECT_EQ(failed(D::Sqlite, "BEGIN; DELETE FROM t; COMMIT"),
            "transaction-unknown");
  EXPECT_EQ(failed(D::TSql, "BEGIN TRAN COMMIT"), "transaction-unknown");
  EXPECT_EQ(failed(D::Sqlite, "COMMIT; VACUUM"), "transaction-unknown");
}

TEST(SqlTextTest, Dialects) {
  EXPECT_EQ(sqlDialect("sqlite"), D::Sqlite);
  EXPECT_EQ(sqlDialect("postgresql"), D::Postgres);
  EXPECT_EQ(sqlDialect("mariadb"), D::MySql);
  EXPECT_EQ(sqlDialect("tsql"), D::TSql);
  EXPECT_EQ(sqlDialect("oracle"), D::Oracle);
  EXPECT_EQ(sqlDialect("firebird"), D::Firebird);
  EXPECT_EQ(sqlDialect("redis"), D::Redis);
  EXPECT_EQ(sqlDialect("fish"), D::Generic);
}

TEST(SqlTextTest, UnterminatedThings) {
  for (D Dialect : {D::Generic, D::Sqlite, D::Postgres, D::MySql, D::TSql,
                    D::Oracle, D::Firebird})
    for (const char *Text :
         {"SELECT 'x; COMMIT", "SELECT \"x; COMMIT", "SELECT /* COMMIT",
          "SELECT -- COMMIT", "SELECT 'x\\", "SELECT /*", "SELECT '"}) {
      EXPECT_EQ(of(Dialect, Text), "exec") << Text;
      EXPECT_EQ(head(Dialect, Text), "exec") << Text;
    }
  for (const char *Text : {"$", "$$", "$a", "$a$", "[", "/*!", "/*!500", "@"})
    for (D Dialect : {D::Generic, D::Sqlite, D::Postgres, D::MySql, D::TSql})
      EXPECT_NE(of(Dialect, Text), "begin") << Text;
}

TEST(SqlTextTest, AnyBytes) {
  EXPECT_EQ(of(D::Sqlite, "\xff\xfe"), "exec");
  EXPECT_EQ(of(D::Sqlite, "COMMIT\xc3"), "exec");
  EXPECT_EQ(of(D::Sqlite, "INSERT INTO t VALUES('\xe2\x82; COMMIT')"), "exec");
  EXPECT_EQ(of(D::Sqlite, llvm::StringRef("BEGIN\0;", 7)), "begin");
  unsigned Seed = 7;
  for (unsigned Round = 0; Round < 2000; ++Round) {
    std::string Text;
    for (unsigned I = 0; I < 64; ++I) {
      Seed = Seed * 1103515245 + 12345;
      static const char Alphabet[] = "BEGINbegin;'\"$/*-#\\[]!@= \n\xff\x80";
      Text += Alphabet[(Seed >> 16) % sizeof Alphabet];
    }
    for (D Dialect : {D::Generic, D::Sqlite, D::Postgres, D::MySql, D::TSql,
                      D::Oracle, D::Firebird})
      for (bool IsPrefix : {false, true})
        EXPECT_LE(classifySql(Text, Dialect, IsPrefix).Events.size(), 9u);
  }
}

TEST(SqlTextTest, MegabytesAreLinear) {
  for (const char *Piece :
       {"INSERT INTO t VALUES('a'); ", "COMMIT ", "$a", "$a$b", "/*", "'", "[",
        "BEGIN ", "BEGIN; ", "--", "((("}) {
    std::string Text;
    while (Text.size() < (4u << 20))
      Text += Piece;
    for (D Dialect : {D::Generic, D::Sqlite, D::Postgres, D::MySql, D::TSql,
                      D::Oracle, D::Firebird})
      EXPECT_LE(classifySql(Text, Dialect).Events.size(), 9u) << Piece;
  }
}

} // namespace
