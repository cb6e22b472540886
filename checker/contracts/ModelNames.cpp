//===- ModelNames.cpp -----------------------------------------------------===//
#include "contracts/ModelNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;

/// "fish_open/2" without its arity.
static llvm::StringRef withoutArity(llvm::StringRef Word) {
  Word = Word.trim(" \t\r\n\"");
  size_t Slash = Word.rfind('/');
  bool IsArity = Slash != llvm::StringRef::npos &&
                 llvm::all_of(Word.drop_front(Slash + 1), llvm::isDigit);
  return IsArity ? Word.take_front(Slash) : Word;
}

static void addList(llvm::StringRef Items, std::vector<llvm::StringRef> &Out) {
  llvm::SmallVector<llvm::StringRef, 16> Words;
  Items.split(Words, ',');
  for (llvm::StringRef Word : Words)
    Out.push_back(withoutArity(Word));
}

std::vector<llvm::StringRef> session::namesIn(llvm::StringRef Text) {
  std::vector<llvm::StringRef> Names;
  llvm::StringRef Rest = Text;
  while (!Rest.empty()) {
    auto [Line, After] = Rest.split('\n');
    llvm::StringRef Here = Line.trim();
    Rest = After;
    bool IsItem = Here.consume_front("- ");
    if (Here.consume_front("{"))
      IsItem = false;
    if (Here.consume_front("names: [")) {
      // The list may go on in the next lines.
      llvm::StringRef Items(Here.data(), size_t(Text.end() - Here.data()));
      addList(Items.take_front(Items.find(']')), Names);
    } else if (Here.consume_front("name: ")) {
      Names.push_back(withoutArity(Here.take_front(Here.find(", "))));
    } else if (IsItem && !Here.contains(": ") && !Here.ends_with(":")) {
      Names.push_back(withoutArity(Here));
    }
  }
  return Names;
}

/// What follows Key where a line begins with it.
static llvm::StringRef lineOf(llvm::StringRef Key, llvm::StringRef Text) {
  while (!Text.empty()) {
    auto [Line, After] = Text.split('\n');
    if (Line.consume_front(Key))
      return Line.trim();
    Text = After;
  }
  return {};
}

llvm::StringRef session::libraryOf(llvm::StringRef Text) {
  return lineOf("library: ", Text);
}

llvm::StringRef session::markerOf(llvm::StringRef Text) {
  return lineOf("marker: ", Text);
}

bool session::tellsOfSessions(llvm::StringRef Text) {
  return Text.contains("produce:") || Text.contains("lease:") ||
         Text.contains("key:") || Text.contains("holds: session");
}
