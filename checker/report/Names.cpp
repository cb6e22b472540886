#include "report/Names.h"

using namespace session;
using namespace session::report;

static std::string quoted(llvm::StringRef Text) {
  return ("'" + Text + "'").str();
}

std::string report::calleeName(const Subject &About, flow::FunctionId Callee) {
  if (!Callee)
    return "this call";
  const flow::Function &F = About.Symbols[Callee];
  llvm::StringRef Shown = About.Symbols.text(F.Display);
  return quoted(Shown.empty() ? About.Symbols.text(F.Name) : Shown);
}

std::string report::sessionName(const Subject &About) {
  const solver::SessionRef &Session = About.Finding.Session;
  llvm::StringRef Name = About.Symbols.text(Session.Name);
  if (!Name.empty())
    return quoted(Name);
  if (!Session.Opener)
    return "the session";
  const flow::Function &Opener = About.Symbols[Session.Opener];
  bool Makes = Opener.Special == flow::SpecialMember::OtherConstructor ||
               Opener.Special == flow::SpecialMember::DefaultConstructor;
  llvm::StringRef Shown = About.Symbols.text(Opener.Display);
  if (Makes && !Shown.empty())
    return "the new " + quoted(Shown.substr(Shown.rfind(':') + 1));
  return "the result of " + calleeName(About, Session.Opener);
}

std::string report::closerName(const Subject &About) {
  const Policy &Rules = About.Finding.Rules;
  return Rules.Closer.empty() ? "a close" : Rules.Closer;
}

llvm::StringRef report::endedWord(const Subject &About) {
  if (About.Finding.Rules.IsLease)
    return "given back";
  return About.Finding.Rules.IsChild ? "ended" : "closed";
}

std::string report::lineName(const Subject &About, AnchorId At) {
  if (!At)
    return "this line";
  return "line " + std::to_string(About.Anchors[At].Begin.Line);
}

std::string report::quotedSource(const Subject &About, AnchorId At) {
  constexpr size_t Longest = 48;
  llvm::StringRef Text = At ? About.Anchors.spelling(At) : llvm::StringRef();
  bool Fits = !Text.empty() && Text.size() <= Longest &&
              Text.find('\n') == llvm::StringRef::npos;
  return Fits ? quoted(Text) : std::string();
}
