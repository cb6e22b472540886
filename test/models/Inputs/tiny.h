#define TINY_OK 7
struct tiny;
struct tiny *tiny_open(const char *path, int flags);
int tiny_close(struct tiny *handle);
#ifdef __cplusplus
namespace shop {
inline namespace v1 {
template <typename T> class Holder {
public:
  Holder();
  explicit Holder(T *held);
  T *get() const;
};
void sell(int what);
void sell(int what, int price);
} // namespace v1
} // namespace shop
#endif
