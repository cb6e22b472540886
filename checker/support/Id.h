//===- Id.h - Typed indices ------------------------------------*- C++ -*-===//
//
// A typed index into one table. What the table holds is the owner's business;
// an Id only keeps a block number from being used as a variable number, and
// gives every table the same order (the order of creation), so that nothing on
// the way to a finding depends on an address.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_ID_H
#define SESSION_TIDY_SUPPORT_ID_H

#include "llvm/ADT/DenseMapInfo.h"
#include <cstdint>

namespace session {

/// An index whose type says which table it belongs to. A default-constructed
/// Id is invalid; tables hand out valid ones in order of creation from 0.
template <typename Tag> class Id {
public:
  constexpr Id() = default;
  constexpr explicit Id(uint32_t Index) : Index(Index) {}

  constexpr bool isValid() const { return Index != Invalid; }
  constexpr explicit operator bool() const { return isValid(); }
  constexpr uint32_t index() const { return Index; }

  friend constexpr bool operator==(Id A, Id B) { return A.Index == B.Index; }
  friend constexpr bool operator!=(Id A, Id B) { return A.Index != B.Index; }
  friend constexpr bool operator<(Id A, Id B) { return A.Index < B.Index; }

private:
  static constexpr uint32_t Invalid = ~0u;
  uint32_t Index = Invalid;
};

/// An interned string (see Interner).
using NameId = Id<struct NameTag>;
/// A place in the source. The flow graph only carries the number; AnchorTable
/// (room `source`) knows file, range and spelling.
using AnchorId = Id<struct AnchorTag>;

} // namespace session

template <typename Tag> struct llvm::DenseMapInfo<session::Id<Tag>> {
  using IdType = session::Id<Tag>;
  static IdType getEmptyKey() { return IdType(~0u); }
  static IdType getTombstoneKey() { return IdType(~0u - 1); }
  static unsigned getHashValue(IdType I) { return I.index() * 37u; }
  static bool isEqual(IdType A, IdType B) { return A == B; }
};

#endif
