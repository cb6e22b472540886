#include "report/Diagnose.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace session;
using namespace session::report;

clang::SourceLocation report::locate(const source::AnchorTable &Anchors,
                                     AnchorId At,
                                     const clang::SourceManager &Sources) {
  if (!At || !Anchors[At].File)
    return {};
  const source::Anchor &A = Anchors[At];
  auto File = Sources.getFileManager().getOptionalFileRef(Anchors.path(A.File));
  if (!File)
    return {};
  clang::FileID Id = Sources.translateFile(*File);
  if (Id.isInvalid())
    return {};
  return Sources.getComposedLoc(Id, A.Begin.Offset);
}

void report::diagnose(const Subject &About, const clang::SourceManager &Sources,
                      Emit Out) {
  Story Told = tell(About);
  auto Say = [&](const Line &L, Severity How) {
    Out(locate(About.Anchors, L.At, Sources), L.Text, How);
  };
  Say(Told.Headline, Severity::Warning);
  for (const Line &Note : Told.Notes)
    Say(Note, Severity::Note);
}
