//===- FlatMap.h - A sorted vector in the place of a map -------*- C++ -*-===//
//
// Stores are copied far more often than they are written, and a copy of a
// vector is one piece of memory. The part of std::map's interface that a store
// needs; unlike there, writing moves the other entries.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_FLATMAP_H
#define SESSION_TIDY_SOLVER_FLATMAP_H

#include <algorithm>
#include <vector>

namespace session::solver {

template <typename Key, typename Mapped> class FlatMap {
public:
  using Entry = std::pair<Key, Mapped>;
  using iterator = typename std::vector<Entry>::iterator;
  using const_iterator = typename std::vector<Entry>::const_iterator;

  iterator begin() { return Entries.begin(); }
  iterator end() { return Entries.end(); }
  const_iterator begin() const { return Entries.begin(); }
  const_iterator end() const { return Entries.end(); }
  size_t size() const { return Entries.size(); }
  void reserve(size_t Count) { Entries.reserve(Count); }

  iterator lower_bound(const Key &K) {
    return std::lower_bound(begin(), end(), K, isBelow);
  }
  const_iterator lower_bound(const Key &K) const {
    return std::lower_bound(begin(), end(), K, isBelow);
  }
  const_iterator upper_bound(const Key &K) const {
    const_iterator It = lower_bound(K);
    return It != end() && !(K < It->first) ? std::next(It) : It;
  }
  const_iterator find(const Key &K) const {
    const_iterator It = lower_bound(K);
    return It != end() && !(K < It->first) ? It : end();
  }

  /// False: there was one already, and it stays.
  bool try_emplace(const Key &K, Mapped V) {
    iterator It = lower_bound(K);
    if (It != end() && !(K < It->first))
      return false;
    Entries.insert(It, Entry(K, std::move(V)));
    return true;
  }
  Mapped &operator[](const Key &K) {
    // Joins fill a map in order.
    if (Entries.empty() || Entries.back().first < K)
      return Entries.emplace_back(K, Mapped()).second;
    iterator It = lower_bound(K);
    if (It == end() || K < It->first)
      It = Entries.insert(It, Entry(K, Mapped()));
    return It->second;
  }

  void erase(iterator First, iterator Last) { Entries.erase(First, Last); }
  template <typename Test> void eraseIf(iterator First, iterator Last, Test T) {
    Entries.erase(std::remove_if(First, Last, T), Last);
  }

  friend bool operator!=(const FlatMap &A, const FlatMap &B) {
    return A.Entries != B.Entries;
  }

private:
  static bool isBelow(const Entry &E, const Key &K) { return E.first < K; }

  std::vector<Entry> Entries;
};

} // namespace session::solver

#endif
