// session-leak: a session that was opened here leaves without a certain close;
// session-statement-leak: the same for its statements, results and the like.
#include "checks/ViolationFinding.h"

using namespace session;
using namespace session::checks;
using solver::Cause;
using solver::Violation;

namespace {

std::optional<Message> messageOf(Cause Why) {
  switch (Why) {
  case Cause::None:
    return std::nullopt;
  case Cause::FailedOpen:
    return Message::LeakFailedOpen;
  case Cause::Return:
    return Message::LeakOnReturn;
  case Cause::Unwinding:
    return Message::LeakOnThrow;
  case Cause::Overwritten:
    return Message::LeakOverwritten;
  case Cause::Discarded:
    return Message::LeakDiscarded;
  case Cause::WrongRelease:
    return Message::LeakWrongRelease;
  case Cause::RefusedClose:
    return Message::LeakRefusedClose;
  }
  return std::nullopt;
}

/// A wrong release and a refused close arrive as a breach or as a cause.
Cause causeOf(const Violation &V) {
  switch (V.Broken) {
  case Breach::None:
    return V.Why;
  case Breach::WrongRelease:
    return Cause::WrongRelease;
  case Breach::CloseRefused:
    return Cause::RefusedClose;
  default:
    return Cause::None;
  }
}

/// Memory that came from the caller may be anything: only what is known to be
/// a session is released by the wrong function.
bool isOfNoKnownKind(const Finding &F) { return F.Rules.Kind.empty(); }

/// A refused close is told where it was asked for, not where the path ends.
void moveToTheClose(Finding &F) {
  for (const flow::WitnessEvent &E : F.Path)
    if (E.What == flow::WitnessEvent::EventHappened &&
        E.Event == EventKind::CloseRefused) {
      F.At = E.At;
      F.Culprit = E.Callee;
    }
}

} // namespace

static Lost kindOf(const Policy &Rules) {
  if (Rules.IsTransaction)
    return Lost::Transaction;
  return Rules.IsChild ? Lost::Child : Lost::Session;
}

void checks::checkLost(const CheckInput &Input, Lost Of,
                       std::vector<Finding> &Out) {
  for (const Violation &V : Input.Result.Violations) {
    Cause Why = causeOf(V);
    std::optional<Message> Text = messageOf(Why);
    if (!Text)
      continue;
    Finding F = findingOf(V, Input);
    if (kindOf(F.Rules) != Of)
      continue;
    if (Why == Cause::WrongRelease && isOfNoKnownKind(F))
      continue;
    if (Why == Cause::RefusedClose)
      moveToTheClose(F);
    F.Text =
        V.HandleInField && Why == Cause::Return ? Message::LeakMember : *Text;
    F.Why = Why;
    Out.push_back(std::move(F));
  }
}

void checks::checkLeak(const CheckInput &Input, std::vector<Finding> &Out) {
  checkLost(Input, Lost::Session, Out);
}

void checks::checkStatementLeak(const CheckInput &Input,
                                std::vector<Finding> &Out) {
  checkLost(Input, Lost::Child, Out);
}
