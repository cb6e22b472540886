//===- Memory.h - What a concrete run of a graph has stored ----*- C++ -*-===//
//
// Addresses, values and which objects exist. An address is the storage of one
// variable, static or allocation, and the fields below it; elements of an
// array share the array's address, so several objects of one class may exist
// at one address, and the youngest is destroyed first.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_LOWERING_MEMORY_H
#define SESSION_TIDY_TEST_LOWERING_MEMORY_H

#include "flow/FlowGraph.h"
#include <map>
#include <set>
#include <vector>

namespace session::trace {

struct Address {
  unsigned Root = 0; ///< 0: no address
  std::vector<uint32_t> Fields;

  bool isWithin(const Address &Whole) const;
  Address field(NameId Name) const;
  friend bool operator<(const Address &A, const Address &B) {
    return A.Root != B.Root ? A.Root < B.Root : A.Fields < B.Fields;
  }
  friend bool operator==(const Address &A, const Address &B) {
    return A.Root == B.Root && A.Fields == B.Fields;
  }
};

struct Value {
  enum Kind : uint8_t {
    Unknown,
    Integer,
    Null,
    Pointer,
    Function,
    Text
  } What = Unknown;
  int64_t Number = 0;
  Address To;
  flow::FunctionId Callee;

  static Value integer(int64_t N);
  static Value null();
  static Value pointer(Address A);
  static Value function(flow::FunctionId F);
  std::optional<bool> truth() const;
};

class Memory {
public:
  Address fresh() { return Address{++LastRoot, {}}; }
  Value load(const Address &At) const;
  void store(const Address &At, const Value &V);
  /// Copies the value at From and everything below it.
  void copy(const Address &To, const Address &From);
  void forget(const Address &At);

  /// How many objects of Class exist at At.
  size_t count(const Address &At, flow::TypeId Class) const;
  /// An object begins to exist; Identity is what its primitive logs.
  void begin(const Address &At, flow::TypeId Class, Value Identity);
  void end(const Address &At, flow::TypeId Class);
  /// Identity of the youngest one; it must exist.
  Value &identity(const Address &At, flow::TypeId Class);
  /// The classes of the objects that exist at At.
  std::vector<flow::TypeId> classesAt(const Address &At) const;
  bool anyWithin(const Address &Whole) const;

  /// Storage, for objects that no constructor makes: they exist from its
  /// beginning until they are destroyed.
  Address beginStorage();
  void endStorage(const Address &At);
  /// A constructor or destructor call settles whether the object exists.
  void settle(const Address &At, flow::TypeId Class);
  bool existsByStorage(const Address &At, flow::TypeId Class) const;

private:
  unsigned LastRoot = 0;
  std::map<Address, Value> Cells;
  std::map<std::pair<Address, flow::TypeId>, std::vector<Value>> Objects;
  std::set<unsigned> LiveRoots;
  std::set<std::pair<Address, flow::TypeId>> Settled;
};

} // namespace session::trace

#endif
