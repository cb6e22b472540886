//===- SqlStatement.h - One SQL statement by its first words ---*- C++ -*-===//
//
// Decides, token by token, whether a semicolon ends the statement or stands
// inside a body (trigger, procedure, block), and in the end what the statement
// does to the transaction. Keeps the first words only.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_SQLSTATEMENT_H
#define SESSION_TIDY_PROTOCOL_SQLSTATEMENT_H

#include "protocol/SqlScanner.h"
#include <initializer_list>

namespace session {

class SqlStatement {
public:
  explicit SqlStatement(SqlDialect Dialect) : Dialect(Dialect) {}

  /// The text ends inside it, and more follows that is not known.
  bool IsOpen = false;

  void add(const SqlToken &T);
  bool isEmpty() const { return Head.empty(); }
  /// Not even its first word is known.
  bool isUnknown() const { return Head.empty() || Head[0].isSign('%'); }
  /// A semicolon here belongs to it; asked at each one.
  bool swallowsSemicolon();
  EventList events() const;
  /// How many statements it was.
  unsigned count() const { return std::max<size_t>(1, Batch.size()); }

private:
  using Words = std::initializer_list<llvm::StringRef>;
  /// Bodies are not run by the statement, blocks are.
  enum class Inside : uint8_t { Nothing, Body, TriggerBody, Block };

  bool is(size_t I, llvm::StringRef Word) const {
    return I < Head.size() && Head[I].is(Word);
  }
  bool isOneOf(size_t I, Words Any) const;
  /// Any word may stand there.
  bool isOpenAt(size_t I) const { return IsOpen && I >= Head.size(); }
  bool isRoutine() const;
  Inside whatOpens() const;
  Inside routineBody() const;
  void addBatchWord(const SqlToken &T);
  EventList batchEvents() const;

  EventList command() const;
  EventList byFirstWord() const;
  bool isBegin() const;
  EventList begun() const;
  EventList started() const;
  EventList ended(EventKind Kind) const;
  EventList endWord() const;
  EventList released() const;
  EventList set() const;
  EventList autocommit(size_t At) const;
  bool commitsImplicitly() const;

  SqlDialect Dialect;
  Inside Within = Inside::Nothing;
  llvm::SmallVector<SqlToken, 12> Head;
  SqlToken Last, BeforeLast;
  bool HasBlock = false;  ///< the word BEGIN stands in it
  bool HasAtomic = false; ///< BEGIN ATOMIC stands in it
  bool HasEnder = false;  ///< COMMIT or ROLLBACK stands in it
  /// Of a batch, whose statements need no semicolons (TSql).
  EventList Batch;
  bool IsConditional = false;
};

} // namespace session

#endif
