//===- Words.h - The words of the text form --------------------*- C++ -*-===//
//
// The spelling of enumerators and flags, in one table each, so that Printer
// and Parser cannot disagree; what a bare name is and which ones are taken.
// The grammar around the words is Printer's and Parser's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_WORDS_H
#define SESSION_TIDY_FLOW_TEXT_WORDS_H

#include "flow/Op.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace session::flow {

// In the order of the enumerations.
llvm::ArrayRef<llvm::StringRef> wordsFor(Passing);
llvm::ArrayRef<llvm::StringRef> wordsFor(SpecialMember);
llvm::ArrayRef<llvm::StringRef> wordsFor(TypeKind);
llvm::ArrayRef<llvm::StringRef> wordsFor(Leave);
llvm::ArrayRef<llvm::StringRef> wordsFor(Predicate);
llvm::ArrayRef<llvm::StringRef> wordsFor(CallKind);
llvm::ArrayRef<llvm::StringRef> wordsFor(Region::Kind);

template <typename Enum> llvm::StringRef wordOf(Enum E) {
  return wordsFor(E)[unsigned(E)];
}

template <typename Enum> std::optional<Enum> enumOf(llvm::StringRef Word) {
  llvm::ArrayRef<llvm::StringRef> Words = wordsFor(Enum());
  for (size_t I = 0; I != Words.size(); ++I)
    if (Words[I] == Word)
      return Enum(I);
  return std::nullopt;
}

struct FunctionFlag {
  llvm::StringRef Word;
  bool Function::*Bit;
};
llvm::ArrayRef<FunctionFlag> functionFlags();

struct StaticFlag {
  llvm::StringRef Word;
  bool Static::*Bit;
};
llvm::ArrayRef<StaticFlag> staticFlags();

/// A C identifier; `$` counts as a letter.
bool isIdentifier(llvm::StringRef Text);
/// Identifiers joined by `::`, each perhaps with a `~` in front.
bool isQualifiedName(llvm::StringRef Text);
/// `const T *` and the like: what the parser puts together without quotes.
bool isBareType(llvm::StringRef Text);
/// A variable or label of this name would be taken for something else.
bool isReserved(llvm::StringRef Word);

/// In double quotes, with `\"`, `\\`, `\n`, `\t` and `\xHH`.
std::string quoted(llvm::StringRef Text);

} // namespace session::flow

#endif
