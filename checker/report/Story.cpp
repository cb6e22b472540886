#include "report/Story.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::report;
using flow::Leave;
using flow::WitnessEvent;

/// The headline already says it at the same place.
static bool repeatsHeadline(const checks::Finding &F, const WitnessEvent &E) {
  if (E.At != F.At)
    return false;
  switch (E.What) {
  case WitnessEvent::Left:
  case WitnessEvent::Overwritten:
    return true;
  case WitnessEvent::EventHappened: // the use, close or release itself
    return !F.InCallee && E.Callee == F.Culprit;
  default:
    return false;
  }
}

/// The condition is the test of the opening call itself, `if (open(..) != OK)`:
/// that it opened or failed is said already.
static bool testsTheOpening(const Subject &About, AnchorId Condition) {
  AnchorId Opening = About.Finding.Session.OpenedAt;
  if (!Opening || !Condition)
    return false;
  const source::Anchor &Inner = About.Anchors[Opening];
  const source::Anchor &Outer = About.Anchors[Condition];
  return Inner.File == Outer.File && Outer.Begin.Offset <= Inner.Begin.Offset &&
         Inner.End.Offset <= Outer.End.Offset;
}

/// Steps that hold no news for a reader who sees the others.
static bool isNoise(const Subject &About, const WitnessEvent &E) {
  const checks::Finding &F = About.Finding;
  switch (E.What) {
  case WitnessEvent::EventHappened:
    return E.Event == EventKind::Use || E.Event == EventKind::Exec;
  case WitnessEvent::Stored:
    // A reader sees where `x = open()` puts its result.
    return E.At == F.Session.OpenedAt || E.Name == F.Session.Name;
  case WitnessEvent::BranchTaken:
    return testsTheOpening(About, E.At);
  case WitnessEvent::Cleanup:
    return true;
  default:
    return false;
  }
}

static void addNotes(const Subject &About, const WitnessEvent &E, Story &Told) {
  auto Add = [&](AnchorId At, std::string Text) {
    bool Said = llvm::any_of(Told.Notes, [&](const Line &L) {
      return L.At == At && L.Text == Text;
    });
    if (!Text.empty() && !Said)
      Told.Notes.push_back({At, std::move(Text)});
  };
  Add(E.At, sentence(About, E));
  if (E.What != WitnessEvent::MayThrow)
    return;
  if (E.ThrowAt && E.ThrowAt != E.At)
    Add(E.ThrowAt, thrownInside(About, E));
  if (About.Finding.MoreThrowers && E.At == About.Finding.At)
    Add(E.At, moreThrowers(About.Finding.MoreThrowers));
}

Story report::tell(const Subject &About) {
  const checks::Finding &F = About.Finding;
  Story Told;
  Told.Headline = {F.At, headline(About)};
  for (const WitnessEvent &E : F.Path)
    if (!repeatsHeadline(F, E) && !isNoise(About, E))
      addNotes(About, E, Told);
  if (F.MoreSharers)
    Told.Notes.push_back({F.At, moreSharers(F.MoreSharers)});
  if (!F.In)
    return Told;
  const flow::Function &Self = About.Symbols[F.In];
  llvm::StringRef Display = About.Symbols.text(Self.Display);
  if (Display.contains('<') && !Display.contains("operator"))
    Told.Notes.push_back({Self.At, instantiated(Display)});
  return Told;
}
