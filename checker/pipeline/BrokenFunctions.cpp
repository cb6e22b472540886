//===- BrokenFunctions.cpp ------------------------------------------------===//

#include "pipeline/BrokenFunctions.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::pipeline;
using flow::FlowGraph;

namespace {

constexpr unsigned EndOfFile = ~0u;

/// The text of a function, from its name to its closing brace, both included.
struct Extent {
  source::FileId File;
  unsigned Begin = 0, End = 0;

  bool holds(const Extent &Other) const {
    return File == Other.File && Begin <= Other.Begin && Other.End <= End;
  }
};

class Marker {
public:
  explicit Marker(lowering::LoweredUnit &Unit) : Unit(Unit) {
    for (const FlowGraph &G : Unit.Program.Graphs)
      if (G.At)
        Starts.insert(startOf(G));
  }

  void run(llvm::ArrayRef<ErrorPlace> Errors) {
    for (const ErrorPlace &Error : Errors)
      for (size_t I = 0; I != Unit.Anchors.fileCount(); ++I)
        if (source::FileId File(I); Unit.Anchors.path(File) == Error.File)
          Broken.push_back({File, Error.Offset, Error.Offset});
    for (const FlowGraph &G : Unit.Program.Graphs)
      if (G.HasErrors && G.At)
        Broken.push_back(
            {startOf(G).first, startOf(G).second, startOf(G).second});
    markAround();
    markWithin();
  }

private:
  using Start = std::pair<source::FileId, unsigned>;

  Start startOf(const FlowGraph &G) const {
    const source::Anchor &A = Unit.Anchors[G.At];
    return {A.File, A.Begin.Offset};
  }

  /// Without a closing brace: up to the next function.
  Extent extentOf(const FlowGraph &G) const {
    auto [File, Begin] = startOf(G);
    if (G.End) {
      const source::Anchor &End = Unit.Anchors[G.End];
      if (End.File == File && End.End.Offset >= Begin)
        return {File, Begin, End.End.Offset};
    }
    auto Next = Starts.upper_bound({File, Begin});
    bool IsLast = Next == Starts.end() || Next->first != File;
    return {File, Begin, IsLast ? EndOfFile : Next->second - 1};
  }

  void mark(FlowGraph &G) {
    G.HasErrors = true;
    Unit.Program.Symbols[G.Self].BodyUnknown = true;
  }

  /// The functions around each place; from here on Broken holds their texts.
  void markAround() {
    std::vector<Extent> Around;
    for (FlowGraph &G : Unit.Program.Graphs) {
      if (!G.At)
        continue;
      Extent Own = extentOf(G);
      if (llvm::none_of(Broken, [&](const Extent &E) { return Own.holds(E); }))
        continue;
      mark(G);
      Around.push_back(Own);
    }
    Broken = std::move(Around);
  }

  /// Lambdas and methods of local classes in a broken function.
  void markWithin() {
    for (FlowGraph &G : Unit.Program.Graphs)
      if (G.At && llvm::any_of(Broken, [Own = extentOf(G)](const Extent &E) {
            return E.holds(Own);
          }))
        mark(G);
  }

  lowering::LoweredUnit &Unit;
  std::set<Start> Starts;
  std::vector<Extent> Broken;
};

} // namespace

void pipeline::markBroken(lowering::LoweredUnit &Unit,
                          llvm::ArrayRef<ErrorPlace> Errors) {
  bool IsWhole = llvm::none_of(Unit.Program.Graphs,
                               [](const FlowGraph &G) { return G.HasErrors; });
  if (!Errors.empty() || !IsWhole)
    Marker(Unit).run(Errors);
}
