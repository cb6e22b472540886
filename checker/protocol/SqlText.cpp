//===- SqlText.cpp - What an SQL text does to a transaction ---------------===//
//
// Where statements begin and end, and what they add up to. What one statement
// means by its first words is SqlStatement's.
//
//===----------------------------------------------------------------------===//
#include "protocol/SqlText.h"
#include "protocol/SqlScanner.h"
#include "protocol/SqlStatement.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace session;

/// More than a few events in one text are a script.
static constexpr size_t MaxEvents = 8;

SqlDialect session::sqlDialect(llvm::StringRef Name) {
  return llvm::StringSwitch<SqlDialect>(Name)
      .Case("sqlite", SqlDialect::Sqlite)
      .Case("postgresql", SqlDialect::Postgres)
      .Case("postgres", SqlDialect::Postgres)
      .Case("mysql", SqlDialect::MySql)
      .Case("mariadb", SqlDialect::MySql)
      .Case("tsql", SqlDialect::TSql)
      .Case("mssql", SqlDialect::TSql)
      .Case("sybase", SqlDialect::TSql)
      .Case("oracle", SqlDialect::Oracle)
      .Case("firebird", SqlDialect::Firebird)
      .Case("redis", SqlDialect::Redis)
      .Default(SqlDialect::Generic);
}

namespace {

bool isTransactionEvent(EventKind Kind) { return Kind != EventKind::Exec; }

class SqlReader {
public:
  SqlReader(llvm::StringRef Text, SqlDialect Dialect, bool IsPrefix)
      : Scanner(Text, Dialect), Dialect(Dialect), IsPrefix(IsPrefix) {}

  SqlMeaning run() {
    while (readStatement())
      ;
    if (Meaning.Events.size() > MaxEvents)
      Meaning.Events.assign(1, EventKind::TransactionUnknown);
    return std::move(Meaning);
  }

private:
  /// False at the end of the text.
  bool readStatement() {
    SqlStatement Now(Dialect);
    SqlToken T = Scanner.next();
    for (; T.What != SqlToken::End; T = Scanner.next()) {
      if (T.isSign(';') && !Now.swallowsSemicolon())
        break;
      bool Cut = IsPrefix && T.AtEnd && T.What != SqlToken::Sign;
      if (!Cut)
        Now.add(T);
    }
    bool Last = T.What == SqlToken::End;
    Now.IsOpen = Last && IsPrefix;
    if (!Now.isEmpty() || Now.IsOpen)
      add(Now);
    return !Last;
  }

  void add(const SqlStatement &Now) {
    EventList New = Now.events();
    Meaning.Unknown |= Now.isUnknown() && Meaning.Events.empty();
    Meaning.Statements += Now.count();
    if (Now.IsOpen) {
      // What follows may end what was begun here: of several statements the
      // last must not be left to guess.
      bool Before = llvm::any_of(Meaning.Events, isTransactionEvent);
      bool Guess = llvm::is_contained(New, EventKind::TransactionUnknown);
      if (Before || Guess) {
        Meaning.Events.assign(1, EventKind::TransactionUnknown);
        return;
      }
    }
    for (EventKind Kind : New) {
      bool Again = Kind == EventKind::Exec && !Meaning.Events.empty() &&
                   Meaning.Events.back() == Kind;
      if (!Again && Meaning.Events.size() <= MaxEvents)
        Meaning.Events.push_back(Kind);
    }
  }

  SqlScanner Scanner;
  SqlDialect Dialect;
  bool IsPrefix;
  SqlMeaning Meaning;
};

} // namespace

SqlMeaning session::classifySql(llvm::StringRef Text, SqlDialect Dialect,
                                bool IsPrefix) {
  return SqlReader(Text, Dialect, IsPrefix).run();
}

EventList SqlMeaning::afterFailure() const {
  if (!llvm::any_of(Events, isTransactionEvent))
    return {EventKind::ExecFail};
  // Statements before the last may have worked, or not.
  bool LastEnds = Events.back() == EventKind::Commit &&
                  !llvm::any_of(llvm::ArrayRef<EventKind>(Events).drop_back(),
                                isTransactionEvent);
  if (LastEnds)
    return {EventKind::CommitFail};
  if (Statements != 1)
    return {EventKind::TransactionUnknown};
  switch (Events.front()) {
  case EventKind::Commit: // and chain
    return {EventKind::CommitFail};
  case EventKind::Rollback:
    // Nothing more can be asked of a program than to try.
    return {EventKind::Rollback};
  case EventKind::TransactionUnknown:
    return {EventKind::TransactionUnknown};
  default:
    return {EventKind::ExecFail};
  }
}
