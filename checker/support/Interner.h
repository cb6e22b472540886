//===- Interner.h - Names kept once ----------------------------*- C++ -*-===//
//
// Keeps each distinct string once and numbers it in order of first use. Owns
// the characters; a StringRef from text() lives as long as the Interner.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_INTERNER_H
#define SESSION_TIDY_SUPPORT_INTERNER_H

#include "support/Id.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace session {

class Interner {
public:
  NameId intern(llvm::StringRef Text) {
    auto [It, Fresh] = Ids.try_emplace(Text, NameId(uint32_t(Texts.size())));
    if (Fresh)
      Texts.push_back(It->getKey());
    return It->second;
  }
  /// The id of Text, or an invalid one when nobody interned it.
  NameId find(llvm::StringRef Text) const {
    auto It = Ids.find(Text);
    return It == Ids.end() ? NameId() : It->second;
  }
  llvm::StringRef text(NameId Name) const {
    return Name ? Texts[Name.index()] : llvm::StringRef();
  }
  size_t size() const { return Texts.size(); }

private:
  llvm::StringMap<NameId> Ids;
  std::vector<llvm::StringRef> Texts;
};

} // namespace session

#endif
