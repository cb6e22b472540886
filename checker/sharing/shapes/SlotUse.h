//===- SlotUse.h - What a body does to statics and members -----*- C++ -*-===//
//
// Which statics and members of its class a function's body reads and writes,
// and what it does to containers there by a key that is its own: what a thread
// or scope is called, not what the caller says.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_SLOTUSE_H
#define SESSION_TIDY_SHARING_SHAPES_SLOTUSE_H

#include "sharing/shapes/Registries.h"
#include <set>

namespace session::sharing {

struct SlotUse {
  std::set<Slot> Read, Written;
  std::set<Slot> Keyed;   ///< containers that are asked by an own key
  std::set<Slot> Filled;  ///< containers that get an element
  std::set<Slot> Erased;  ///< the element of an own key
  std::set<Slot> Cleared; ///< all elements, or what was there
};

/// Adds what the body does.
void collectSlots(const flow::FlowGraph &Graph,
                  const solver::CalleeBinding &Binding, SlotUse &To);

} // namespace session::sharing

#endif
