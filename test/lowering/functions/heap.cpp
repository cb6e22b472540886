// new, delete, and owners of memory.
#include "runtime.h"
#include <new>
#include <utility>

namespace {

struct Base {
  Obj A{1};
  virtual ~Base() { note(2); }
};
struct Derived : Base {
  Risky B{3};
  ~Derived() override { note(4); }
};

template <typename T> class Owner {
public:
  explicit Owner(T *P = nullptr) : P(P) {}
  Owner(Owner &&Other) noexcept : P(Other.P) { Other.P = nullptr; }
  Owner &operator=(Owner &&Other) noexcept {
    if (this != &Other) {
      delete P;
      P = Other.P;
      Other.P = nullptr;
    }
    return *this;
  }
  ~Owner() { delete P; }
  T *release() {
    T *Kept = P;
    P = nullptr;
    return Kept;
  }
  T *get() const { return P; }
  explicit operator bool() const { return P != nullptr; }
  T *operator->() const { return P; }

private:
  T *P;
};

Owner<Obj> makeOwner(int Id) {
  Owner<Obj> Made(new Obj(Id));
  may_throw(10);
  return Made;
}

struct Two {
  Owner<Obj> First, Second;
  Two() : First(new Obj(1)), Second(new Obj(2)) {}
};

} // namespace

void t_new_delete() {
  Obj *P = new Obj(1);
  note(2);
  delete P;
  note(3);
}

void t_new_constructor_throws() {
  Obj A(1);
  Risky *P = new Risky(2);
  note(3);
  delete P;
}

void t_new_argument_throws() {
  Risky *P = new Risky(checked(1));
  delete P;
}

void t_new_scalar() {
  int *P = new int(5);
  note(*P);
  delete P;
}

void t_delete_null() {
  Obj *P = nullptr;
  if (decide(1))
    P = new Obj(2);
  delete P;
  note(3);
}

void t_delete_virtual() {
  Base *B = new Derived;
  note(5);
  delete B;
}

void t_delete_in_handler() {
  Obj *P = new Obj(1);
  try {
    may_throw(2);
  } catch (...) {
    delete P;
    throw;
  }
  delete P;
}

void t_delete_throwing_destructor() {
  Bomb *P = new Bomb(1);
  delete P;
  note(2);
}

void t_owner() {
  Owner<Obj> A(new Obj(1));
  may_throw(2);
}

void t_owner_moved() {
  Owner<Obj> A(new Obj(1));
  Owner<Obj> B = std::move(A);
  if (B)
    note(2);
  if (A)
    note(3);
}

void t_owner_released() {
  Owner<Obj> A(new Obj(1));
  Obj *P = A.release();
  note(P->Id);
  delete P;
}

void t_owner_from_function() {
  Owner<Obj> A = makeOwner(1);
  A = makeOwner(2);
  note(3);
}

void t_owner_discarded() {
  makeOwner(1);
  note(2);
}

void t_owner_members() {
  Two T;
  note(3);
}

void t_owner_in_loop() {
  Owner<Obj> Kept;
  while (decide(1)) {
    Kept = makeOwner(2);
    if (decide(3))
      break;
  }
  note(4);
}

void t_new_temporary_owner() { note(Owner<Obj>(new Obj(1))->throwing()); }

void t_new_conditional() {
  Owner<Obj> A(decide(1) ? new Obj(2) : nullptr);
  may_throw(3);
}

void t_new_nothrow() {
  if (Obj *P = new (std::nothrow) Obj(1)) {
    note(2);
    delete P;
  }
}

void t_new_array() {
  Obj *P = new Obj[2]{Obj(1), Obj(2)};
  may_throw(3);
  delete[] P;
}

void t_new_aggregate() {
  struct Pair {
    Obj A;
    Risky B;
  };
  Pair *P = new Pair{Obj(1), Risky(2)};
  note(3);
  delete P;
}

void t_placement_new() {
  alignas(Risky) unsigned char Space[sizeof(Risky)];
  Obj A(1);
  Risky *P = ::new (static_cast<void *>(Space)) Risky(2);
  note(3);
  P->~Risky();
}

void t_linked() {
  struct Node {
    Obj Value;
    Node *Next;
    Node(int Id, Node *Next) : Value(Id), Next(Next) {}
    ~Node() { delete Next; }
  };
  Node *N = new Node(1, nullptr);
  Owner<Node> Head(N);
  Node *M = new Node(2, nullptr);
  N->Next = M;
  note(3);
}

void t_class_operator_new() {
  struct Own {
    Risky Inner{1};
    static void *operator new(std::size_t Size) {
      note(2);
      return ::operator new(Size);
    }
    static void operator delete(void *P) {
      note(3);
      ::operator delete(P);
    }
  };
  Own *O = new Own;
  note(4);
  delete O;
}
