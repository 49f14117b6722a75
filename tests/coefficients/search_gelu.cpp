// Looks for the coefficients p and a of float in gelu.hpp: rational fit of Mills ratio, rounded in random order, the best on
// samples tried on all floats of [2^-13, 1.5]. Prints each improvement.
// search_gelu <degree of p> <degree of a> <seconds> <least, greatest leading coefficient of p> <seed>
// The ones in the code: search_gelu 4 4 50 1.15 1.245 5, candidate 2992. gelu_slope.cpp then makes b, and all of double.
#include "env.hpp"
#include "least_squares.hpp"
#include "least_squares.hpp"
#include <ctime>
static const float EXPC[]={0x1.988454p-62f,-0x1.988454p-63f,0x1.9883eep-65f,-0x1.105744p-67f,0x1.108c92p-70f,-0x1.b5dd78p-74f,0x1.0421b6p-77f};
struct Sample { std::vector<float> t,e,power; std::vector<double> y,inv; };
static Sample make(int n,unsigned seed){ Sample s; std::mt19937 g(seed); std::uniform_real_distribution<double> u(0,1);
  for(int i=0;i<n;++i){ double x; int k=g()%8; if(k<2) x=ldexp(1+u(g),-1-(int)(g()%13)); else if(k==2||k==3) x=14.2*u(g); else { // results just below powers of two for small x
     double y=ldexp(1-0.012*u(g),-2-(int)(g()%11)); x=2*y; for(int q=0;q<30;++q){ double f=x*erfc(x/sqrt(2))/2-y; double fp=erfc(x/sqrt(2))/2-x*exp(-x*x/2)*0.3989422804; if(fabs(fp)<.02)break; x-=f/fp; if(x<0||x>0.7)x=.1;} }
    float t=x; const float origin=0x1.8p23f+127+60; float sum=fmaf(t*t,-0x1.715476p0f/2,origin),nn=sum-origin; float r=fmaf(nn,2*0x1.7f7d1cp-20f,fmaf(t,t,nn*(2*0x1.62e4p-1f)));
    float e=EXPC[6]; for(int j=5;j>=0;--j) e=fmaf(e,r,EXPC[j]);
    s.t.push_back(t); s.e.push_back(e); s.power.push_back(ldexpf(1,(int)nn+60)); double y=(double)(t*erfcl((long double)t/sqrtl(2))/2); s.y.push_back(y); int ex; frexp(y,&ex); s.inv.push_back(1/std::max(ldexp(1.0,ex-24),0x1p-149)); }
  return s; }
template<int dP,int dA> __attribute__((noinline)) double eval(const Sample&s,const float*p,const float*a,double stop){
  int n=s.t.size(); double worst=0; const float*T=s.t.data(),*E=s.e.data(),*W=s.power.data(); const double*Y=s.y.data(),*I=s.inv.data();
  for(int b=0;b<n;b+=2048){ double m=0; int end=std::min(n,b+2048);
    for(int i=b;i<end;++i){ float t=T[i]; float P=p[dP]; for(int j=dP-1;j>=0;--j) P=fmaf(P,t,p[j]); float A=a[dA]; for(int j=dA-1;j>=0;--j) A=fmaf(A,t,a[j]);
      float N=t*P; float q=N+A; float w=E[i]/q; double v=(double)(w*(N*W[i])); double e=fabs(v-Y[i])*I[i]; m=m>e?m:e; }
    worst=std::max(worst,m); if(worst>stop) return worst; }
  return worst; }
template<int dP,int dA> double full(const float*p,const float*a,double stop){
  static float x[4096]; static double X[4096],Y[4096]; double worst=0; Sample s; s.t.resize(4096);s.e.resize(4096);s.power.resize(4096);s.y.resize(4096);s.inv.resize(4096);
  unsigned lo,hi; float f=0x1p-13f; memcpy(&lo,&f,4); f=1.5f; memcpy(&hi,&f,4); unsigned nb=(hi-lo)/4096;
  for(unsigned bb=0;bb<nb;++bb){ unsigned b=lo+4096*(unsigned)((bb*7919ull)%nb); for(int i=0;i<4096;++i){unsigned q=b+i; memcpy(&x[i],&q,4); X[i]=-x[i];}
    KD::value_array(X,Y,4096);
    for(int i=0;i<4096;++i){ float t=x[i]; const float origin=0x1.8p23f+127+60; float sum=fmaf(t*t,-0x1.715476p0f/2,origin),nn=sum-origin; float r=fmaf(nn,2*0x1.7f7d1cp-20f,fmaf(t,t,nn*(2*0x1.62e4p-1f))); float e=EXPC[6]; for(int j=5;j>=0;--j) e=fmaf(e,r,EXPC[j]);
      unsigned u; memcpy(&u,&sum,4); u<<=23; float w; memcpy(&w,&u,4); s.t[i]=t;s.e[i]=e;s.power[i]=w; s.y[i]=-Y[i]; unsigned long long yb; double y=-Y[i]; memcpy(&yb,&y,8); yb=(0x7ff0000000000000ull-(yb&0x7ff0000000000000ull))-(1ull<<52)+(23ull<<52)-(0ull); double inv; memcpy(&inv,&yb,8); s.inv[i]=inv; }
    worst=std::max(worst,eval<dP,dA>(s,p,a,1e9)); if(worst>=stop) return worst; }
  return worst; }
template<int dP,int dA> void go(double seconds,double llo,double lhi,unsigned seed){
  typedef LD R; typedef float T; double lim=14.6; int points=100; Vec<R> t,K,M; double vmax=(lim-2)/(lim+2); const Quad height=1/sqrtq(2*M_PIq), gain=(T)height/height;
  for(int i=0;i<points;++i){ double y=cos(M_PI*(i+0.5)/points),v=-1+(vmax+1)*(1-y)/2; Quad x=2*(1+v)/(1-v); if(i==0)x=0; Quad r=mills(x)/gain; t.push_back(x); K.push_back(1/r-x); M.push_back(r); }
  Problem<R> p; p.n=points; p.cols=dP+dA+2; int cP=dP+1; auto pw=[&](R x,int k){R s=1;while(k--)s*=x;return s;};
  p.f=[&](int i,int j){ return j<cP? K[i]*pw(t[i],j) : -pw(t[i],j-cP); }; p.g=[&](int){return R(0);};
  p.weight=[&](int i,const Vec<R>&c){ R s=0; for(int j=dP;j>=0;--j)s=s*t[i]+c[j]; return M[i]/s; };
  for(int j=0;j<p.cols;++j) p.scale.push_back(pw(R(lim)/4,j<cP?dP-j:dP-(j-cP)));
  std::vector<bool> fx(p.cols,false); fx[dP]=true; Vec<R> base(p.cols,0); for(int j=0;j<=dP;++j){ double b=1; for(int k=0;k<dP-j;++k) b*=2.4*(dP-k)/(k+1.); base[j]=b; } p.run(base,fx,100);
  std::mt19937 g(seed); Sample small=make(20000,1), big=make(1000000,2); double best=4.1; time_t end=time(0)+seconds; long tried=0;
  while(time(0)<end){ ++tried; float lead=llo==lhi?llo:(float)(llo+(lhi-llo)*(g()/4294967296.0)); Vec<R> c=base; for(auto&x:c)x*=lead; auto f=fx; c[dP]=lead;
    const T h=(T)height; T p0=(T)c[0]; int s=(int)(g()%128)-64; for(int q=0;q<abs(s);++q)p0=std::nextafter(p0,s>0?(T)1e30:(T)0); T a0=(T)((Quad)p0*2*h); c[0]=p0;c[cP]=a0;f[0]=f[cP]=true;
    T w=h/a0; Quad res=(Quad)w*p0*2-1; if(fabsq(res)>0x1p-27) continue;
    p.run(c,f,8); std::vector<int> order; for(int j=0;j<p.cols;++j)if(!f[j])order.push_back(j); std::shuffle(order.begin(),order.end(),g);
    for(int j:order){ T v=(T)c[j]; if(g()%3==0) v=std::nextafter(v,g()%2?(T)1e30:(T)0); c[j]=v;f[j]=true; p.run(c,f,6);} 
    float P[8],A[8]; for(int j=0;j<=dP;++j)P[j]=c[j]; for(int j=0;j<=dA;++j)A[j]=c[cP+j];
    double e=eval<dP,dA>(small,P,A,best); if(e>=best) continue; e=eval<dP,dA>(big,P,A,best); if(e>=best) continue; double e1=e; e=full<dP,dA>(P,A,best); if(e>=best) continue; best=e; fprintf(stderr,"%.3f full %.3f\n",e1,e);
    printf("// %ld %.3f\n#define PF ",tried,e); for(int j=0;j<=dP;++j)printf("%s%af",j?", ":"",P[j]); printf("\n#define AF "); for(int j=0;j<=dA;++j)printf("%s%af",j?", ":"",A[j]); puts(""); fflush(stdout); }
  fprintf(stderr,"tried %ld\n",tried);
}
int main(int c,char**v){ double s=atof(v[3]),lo=atof(v[4]),hi=atof(v[5]); unsigned seed=atoi(v[6]); if(atoi(v[1])==4) go<4,4>(s,lo,hi,seed); else go<5,4>(s,lo,hi,seed); }
