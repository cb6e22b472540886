#include "Memory.h"

using namespace session;
using namespace session::trace;

bool Address::isWithin(const Address &Whole) const {
  return Root == Whole.Root && Fields.size() >= Whole.Fields.size() &&
         std::equal(Whole.Fields.begin(), Whole.Fields.end(), Fields.begin());
}

Address Address::field(NameId Name) const {
  Address A = *this;
  A.Fields.push_back(Name.index());
  return A;
}

Value Value::integer(int64_t N) {
  Value V;
  V.What = Integer;
  V.Number = N;
  return V;
}

Value Value::null() {
  Value V;
  V.What = Null;
  return V;
}

Value Value::pointer(Address A) {
  Value V;
  V.What = Pointer;
  V.To = std::move(A);
  return V;
}

Value Value::function(flow::FunctionId F) {
  Value V;
  V.What = Function;
  V.Callee = F;
  return V;
}

std::optional<bool> Value::truth() const {
  if (What == Unknown)
    return std::nullopt;
  if (What == Integer)
    return Number != 0;
  return What != Null;
}

Value Memory::load(const Address &At) const {
  auto It = Cells.find(At);
  return It == Cells.end() ? Value() : It->second;
}

void Memory::store(const Address &At, const Value &V) {
  forget(At);
  Cells[At] = V;
}

void Memory::copy(const Address &To, const Address &From) {
  if (To == From)
    return;
  std::vector<std::pair<Address, Value>> Copied;
  for (auto It = Cells.lower_bound(From);
       It != Cells.end() && It->first.isWithin(From); ++It) {
    Address A = To;
    A.Fields.insert(A.Fields.end(),
                    It->first.Fields.begin() + From.Fields.size(),
                    It->first.Fields.end());
    Copied.push_back({A, It->second});
  }
  forget(To);
  for (auto &[A, V] : Copied)
    Cells[A] = V;
}

void Memory::forget(const Address &At) {
  auto It = Cells.lower_bound(At);
  while (It != Cells.end() && It->first.isWithin(At))
    It = Cells.erase(It);
}

size_t Memory::count(const Address &At, flow::TypeId Class) const {
  auto It = Objects.find({At, Class});
  return It == Objects.end() ? 0 : It->second.size();
}

void Memory::begin(const Address &At, flow::TypeId Class, Value Identity) {
  Objects[{At, Class}].push_back(std::move(Identity));
}

void Memory::end(const Address &At, flow::TypeId Class) {
  auto It = Objects.find({At, Class});
  It->second.pop_back();
  if (It->second.empty())
    Objects.erase(It);
}

Value &Memory::identity(const Address &At, flow::TypeId Class) {
  return Objects.find({At, Class})->second.back();
}

std::vector<flow::TypeId> Memory::classesAt(const Address &At) const {
  std::vector<flow::TypeId> Classes;
  for (auto It = Objects.lower_bound({At, flow::TypeId(0)});
       It != Objects.end() && It->first.first == At; ++It)
    Classes.push_back(It->first.second);
  return Classes;
}

bool Memory::anyWithin(const Address &Whole) const {
  auto It = Objects.lower_bound({Whole, flow::TypeId(0)});
  return It != Objects.end() && It->first.first.isWithin(Whole);
}

Address Memory::beginStorage() {
  Address At = fresh();
  LiveRoots.insert(At.Root);
  return At;
}

void Memory::endStorage(const Address &At) {
  forget(At);
  LiveRoots.erase(At.Root);
}

void Memory::settle(const Address &At, flow::TypeId Class) {
  Settled.insert({At, Class});
}

bool Memory::existsByStorage(const Address &At, flow::TypeId Class) const {
  return LiveRoots.count(At.Root) && !Settled.count({At, Class});
}
