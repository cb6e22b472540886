//===- EdgeTests.h - What a branch's way says ------------------*- C++ -*-===//
//
// On the edge of a branch: which places compare how with a number. The tested
// value is followed back through copies, comparisons and negations of what is
// written once, so that `up = create() == 0; if (up)` speaks of create().
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_EDGETESTS_H
#define SESSION_TIDY_SHARING_SHAPES_EDGETESTS_H

#include "flow/FlowGraph.h"
#include <map>
#include <optional>
#include <vector>

namespace session::sharing {

struct EdgeTest {
  flow::Place What;
  flow::Predicate Test = flow::Predicate::NotEqual;
  int64_t Number = 0;
};

class EdgeTests {
public:
  explicit EdgeTests(const flow::FlowGraph &Graph);

  /// All that holds when End goes to To; the tested place comes first.
  std::vector<EdgeTest> on(const flow::Terminator &End, flow::BlockId To) const;

private:
  void write(const flow::Place &To, const flow::Op *By);
  std::optional<EdgeTest> behind(const EdgeTest &Known) const;

  /// The only instruction that writes a variable; nullptr: there are several.
  std::map<flow::VariableId, const flow::Op *> Writers;
};

} // namespace session::sharing

#endif
